/** The daemon's own TLS: certificate and key from files, read again when they change. */
import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { createSecureContext } from 'node:tls';
import { describeFault, type Logger } from './log.js';
import type { DaemonOptions } from './options.js';

type TlsFiles = NonNullable<DaemonOptions['tls']>;

export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly validTo: Date;
}

/** So often the files are looked at, ms: whoever renews a certificate need tell nobody. */
const LOOK_EVERY_MS = 60_000;

/** @throws Error that names the file, when one cannot be read, or the two do not belong together */
export async function readCertificate({ certFile, keyFile }: TlsFiles): Promise<Certificate> {
  const [cert, key] = await Promise.all([certFile, keyFile].map(readNamed));
  if (cert === undefined || key === undefined) throw new Error('two files are needed');
  try {
    createSecureContext({ cert, key });
    return { cert, key, validTo: new Date(new X509Certificate(cert).validTo) };
  } catch (error) {
    throw new Error(`${certFile} and ${keyFile} are no certificate and its key: ${(error as Error).message}`);
  }
}

function readNamed(file: string): Promise<Buffer> {
  return readFile(file).catch((error: Error) => {
    throw new Error(`${file} cannot be read: ${error.message}`);
  });
}

/** @throws Error when the certificate cannot be used */
export async function createHttpServer({ tls }: DaemonOptions, listener: RequestListener) {
  if (tls === null) return createServer(listener);
  const { cert, key } = await readCertificate(tls);
  return createTlsServer({ cert, key, minVersion: 'TLSv1.2' }, listener);
}

/**
 * Takes up a renewed certificate, on SIGHUP and by itself; open connections keep the old one.
 * @returns what ends it
 */
export function followCertificate(server: TlsServer, tls: TlsFiles, log: Logger): () => void {
  let known = '';
  const stamp = async () =>
    (await Promise.all([tls.certFile, tls.keyFile].map((file) => stat(file))))
      .map(({ mtimeMs, size }) => `${mtimeMs} ${size}`)
      .join();
  const reload = async () => {
    try {
      const { cert, key, validTo } = await readCertificate(tls);
      server.setSecureContext({ cert, key, minVersion: 'TLSv1.2' });
      log.info({ valid_to: validTo.toISOString() }, 'certificate read again');
    } catch (error) {
      log.error(describeFault(error), 'the certificate could not be read again; the old one stays');
    }
  };
  const look = async () => {
    const now = await stamp().catch(() => known);
    if (known !== '' && now !== known) await reload();
    known = now;
  };
  const onSignal = () => void reload();
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  timer.unref();
  void look();
  process.on('SIGHUP', onSignal);
  return () => {
    clearInterval(timer);
    process.off('SIGHUP', onSignal);
  };
}
