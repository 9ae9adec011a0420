/** Holds replies and messages of a real daemon against the descriptions that it publishes. */
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { get, type Json, type Reply, type TestSocket } from './client.js';

export interface Described {
  readonly openapi: Json;
  readonly asyncapi: Json;
  /** What was held against them so far, e.g. `get /api/products 200` or `send pong`. */
  readonly seen: ReadonlyMap<string, number>;
  /** Asks, and throws when the answer, or an accepted question, is not as described. */
  ask(daemonUrl: string, method: string, path: string, init?: Ask): Promise<Reply>;
  /** Sends, and throws when the message is not as described. */
  say(socket: TestSocket, message: Json): void;
  /** Throws when something that a socket received is not as described. */
  heard(socket: TestSocket): void;
}

export interface Ask {
  /** JSON, or text or bytes that are sent as they are. */
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function readDescriptions(url: string): Promise<Described> {
  const { body: openapi } = await get(`${url}/api/openapi.json`);
  const { body: asyncapi } = await get(`${url}/api/asyncapi.json`);
  const seen = new Map<string, number>();
  const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  const isReply = checker(new Ajv2020(AJV), '$defs', openapi);
  const isMessage = checker(new Ajv(AJV), 'definitions', asyncapi);

  function checkMessage(direction: 'send' | 'receive', message: Json): void {
    const isBinary = Buffer.isBuffer(message);
    const type = isBinary ? 'binary_frame' : message.type;
    if (!isDescribed(asyncapi, direction, type)) throw new Error(`no ${direction} of ${type} is described`);
    if (!isBinary) isMessage(type, asyncapi.components.messages[type].payload, message);
    note(`${direction} ${type}`);
  }

  return {
    openapi,
    asyncapi,
    seen,
    async ask(daemonUrl, method, path, { body, headers = {} } = {}) {
      const { operation, name } = findOperation(openapi, method, path);
      const reply = await fetch(daemonUrl + path, requestOf(method, body, headers));
      const label = `${name} ${reply.status}`;
      const bytes = Buffer.from(await reply.arrayBuffer());
      const response = operation.responses[reply.status];
      if (!response) throw new Error(`${label} is not described: ${bytes}`);
      const read = readContent(label, response, reply.headers.get('content-type'), bytes);
      if (read.schema) isReply(`${label} ${read.type}`, read.schema, read.value);
      const asked = operation.requestBody?.content['application/json']?.schema;
      if (reply.status === 200 && asked) isReply(`${name} body`, asked, body);
      note(label);
      return { status: reply.status, body: read.value, headers: reply.headers };
    },
    say(socket, message) {
      checkMessage('receive', message);
      socket.send(message);
    },
    heard(socket) {
      for (const message of [...socket.received, ...socket.pictures]) checkMessage('send', message);
    },
  };
}

/** Asks one daemon. */
export type Asker = Record<
  'get' | 'post' | 'put' | 'patch' | 'delete',
  (path: string, init?: Ask) => Promise<Reply>
>;

export function askerOf(described: Described, daemonUrl: string): Asker {
  const by = (method: string) => (path: string, init?: Ask) => described.ask(daemonUrl, method, path, init);
  return { get: by('get'), post: by('post'), put: by('put'), patch: by('patch'), delete: by('delete') };
}

/** Operations of some tags whose success was not seen. */
export function unseenOperations({ openapi, seen }: Described, isMeant: (tag: string) => boolean): string[] {
  return Object.entries<Json>(openapi.paths).flatMap(([path, methods]) =>
    Object.entries<Json>(methods)
      .filter(([method, { tags }]) => isMeant(tags[0]) && !seen.has(`${method} ${path} 200`))
      .map(([method]) => `${method} ${path}`),
  );
}

/** Messages that were neither sent nor received. */
export function unseenMessages({ asyncapi, seen }: Described): string[] {
  return Object.values<Json>(asyncapi.operations)
    .flatMap(({ action, messages }) =>
      messages.map(({ $ref }: Json) => `${action} ${$ref.split('/').at(-1)}`),
    )
    .filter((name) => !seen.has(name));
}

/** Tags of what is told to the owner and to members. */
export const PRIVATE_TAGS = ['me', 'owner', 'products', 'models', 'members', 'sales', 'system', 'devices'];

/** A field that nobody described is a mistake here, although clients must not trip over it. */
const AJV = { allErrors: true, strict: true, strictTypes: false, strictRequired: false } as const;

/** @returns throws unless a value is what a schema of the document says */
function checker(ajv: Ajv, defs: string, document: Json) {
  addFormats.default(ajv);
  const move = (schema: Json): AnySchemaObject =>
    JSON.parse(JSON.stringify(closed(schema)).replaceAll('#/components/schemas/', `#/${defs}/`));
  const shared = move(document.components.schemas);
  const compiled = new Map<string, ValidateFunction>();
  return (label: string, schema: Json, value: unknown): void => {
    const validate = compiled.get(label) ?? ajv.compile({ ...move(schema), [defs]: shared });
    compiled.set(label, validate);
    if (validate(value)) return;
    throw new Error(
      `${label} is not as described: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value)}`,
    );
  };
}

function closed(value: Json): Json {
  if (Array.isArray(value)) return value.map(closed);
  if (value === null || typeof value !== 'object') return value;
  const inside = Object.fromEntries(Object.entries(value).map(([key, of]) => [key, closed(of)]));
  const isObject = value.type === 'object' && value.properties !== undefined;
  return isObject ? { additionalProperties: false, ...inside } : inside;
}

function findOperation(openapi: Json, method: string, path: string): { operation: Json; name: string } {
  const [plain = ''] = path.split('?');
  const fits = (template: string) =>
    new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
  const template = Object.keys(openapi.paths)
    .sort((a, b) => Number(a.includes('{')) - Number(b.includes('{')))
    .find((candidate) => fits(candidate).test(plain) && openapi.paths[candidate][method]);
  if (template === undefined) throw new Error(`${method} ${path} is not described`);
  return { operation: openapi.paths[template][method], name: `${method} ${template}` };
}

function requestOf(method: string, body: Json, headers: Readonly<Record<string, string>>): RequestInit {
  if (body === undefined) return { method: method.toUpperCase(), headers };
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  return {
    method: method.toUpperCase(),
    headers: { 'Content-Type': 'application/json', ...headers },
    body: isRaw ? (body as string) : JSON.stringify(body),
  };
}

function readContent(label: string, response: Json, header: string | null, bytes: Buffer) {
  const type = header?.split(';')[0] ?? '';
  if (!response.content) {
    if (bytes.length > 0) throw new Error(`${label} has a body that is not described`);
    return { type, value: null, schema: null };
  }
  const content = response.content[type];
  if (!content) throw new Error(`${label} comes as ${type}, which is not described`);
  const value = type === 'application/json' ? JSON.parse(bytes.toString()) : bytes.toString();
  return { type, value, schema: content.schema };
}

function isDescribed(asyncapi: Json, direction: 'send' | 'receive', type: string): boolean {
  return Object.values<Json>(asyncapi.operations).some(
    ({ action, messages }) =>
      action === direction &&
      messages.some(({ $ref }: Json) => $ref === `#/channels/session/messages/${type}`),
  );
}
