/** One question to the daemon over HTTP, with a certificate authority of the shop's own where it has one. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface Question {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Certificates in PEM that are trusted, and no others; those of the system where there are none. */
  readonly ca?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer {
  readonly status: number;
  /** Null when it is no JSON. */
  readonly body: unknown;
}

/** @throws Error of the connection, `AbortError` when the signal ends it */
export function askJson(
  url: string,
  { method = 'GET', headers = {}, body, ca, signal }: Question,
): Promise<Answer> {
  const isSecure = new URL(url).protocol === 'https:';
  const options = { method, headers, signal, ...(isSecure && ca !== undefined ? { ca } : {}) };
  return new Promise((resolve, reject) => {
    const sent = (isSecure ? httpsRequest : httpRequest)(url, options, (reply) =>
      read(reply).then(resolve, reject),
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

async function read(reply: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of reply) chunks.push(chunk as Buffer);
  return { status: reply.statusCode ?? 0, body: parse(Buffer.concat(chunks).toString()) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
