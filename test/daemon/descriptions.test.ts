/** The published descriptions: valid by the official rules, complete, and the same as what is routed. */

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { get, type Json, openSocket } from '../support/client.js';
import { ROOT, sharedDaemon, until } from '../support/daemon.js';
import { jpegOf } from '../support/pictures.js';
import { routesOf } from '../support/routes.js';

const shop = sharedDaemon({ args: ['--log-level', 'debug'] });
const require = createRequire(import.meta.url);

/** Every `$ref` of a document. */
function refsOf(value: Json): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, of]) => (key === '$ref' ? [of as string] : refsOf(of)));
}

const at = (document: Json, ref: string): Json =>
  ref
    .slice(2)
    .split('/')
    .reduce((value, key) => value?.[key.replaceAll('~1', '/')], document);

it('are valid OpenAPI 3.1 and AsyncAPI 3.0, whole, of this version, and sent once', async () => {
  const { url } = shop.daemon;
  const documents: Json = {};
  for (const name of ['openapi', 'asyncapi']) {
    const { body, headers } = await get(`${url}/api/${name}.json`);
    expect(headers.get('cache-control')).toBe('no-cache');
    // Left to itself, fetch would ask for a fresh one.
    const known = { 'If-None-Match': headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' };
    expect(await get(`${url}/api/${name}.json`, known)).toMatchObject({ status: 304, body: '' });
    documents[name] = body;
  }
  const { openapi, asyncapi } = documents;
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(openapi).toMatchObject({ openapi: expect.stringMatching(/^3\.1\./), info: { version } });
  expect(await new Validator().validate(structuredClone(openapi))).toEqual({ valid: true });

  expect(asyncapi).toMatchObject({ asyncapi: '3.0.0', info: { version } });
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const isValid = ajv.compile(require('@asyncapi/specs/schemas/3.0.0-without-$id.json'));
  isValid(asyncapi);
  expect(isValid.errors).toBeNull();

  for (const document of [openapi, asyncapi]) {
    expect(refsOf(document).filter((ref) => at(document, ref) === undefined)).toEqual([]);
    const used = new Set(refsOf(document));
    const named = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(named.filter((ref) => !used.has(ref))).toEqual([]);
  }
  const operations = Object.values<Json>(openapi.paths).flatMap((path) => Object.values<Json>(path));
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

it('describe every route, and nothing that is not routed', async () => {
  const { daemon } = shop;
  const routes = await routesOf(daemon);
  const { paths } = (await get(`${daemon.url}/api/openapi.json`)).body;
  const described = Object.entries<Json>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  expect(described.sort()).toEqual([...routes].sort());
});

it('lay out the binary frame as it is read and written', async () => {
  const { url } = shop.daemon;
  const { body } = await get(`${url}/api/asyncapi.json`);
  const layout: Json[] = body.components.messages.binary_frame['x-layout'];
  const jpeg = await jpegOf(64, 64, '#ffffff');
  const values: Json = { seq: 77, timestamp: 1_700_000_000_000 };
  const edge = await openSocket(url, 'counter-1');
  const kiosk = await openSocket(url, 'counter-1');
  kiosk.send({ type: 'preview', on: true });
  kiosk.send({ type: 'ping' });
  await kiosk.next('pong');
  edge.send(encode(layout, values, jpeg));
  expect(await edge.next('frame_received')).toMatchObject({ seq: 77, timestamp: '2023-11-14T22:13:20.000Z' });
  await until(() => kiosk.pictures.length > 0);
  expect(kiosk.pictures[0]).toEqual(encode(layout, values, jpeg));
});

/** A frame by the published layout alone. */
function encode(layout: readonly Json[], values: Json, jpeg: Buffer): Buffer {
  const header = Buffer.alloc(layout.at(-1).offset);
  for (const { field, offset, type, value = values[field] } of layout.slice(0, -1)) {
    if (type === 'ascii') header.write(value, offset, 'ascii');
    else if (type === 'uint8') header.writeUInt8(value, offset);
    else if (type === 'uint32') header.writeUInt32LE(value, offset);
    else if (type === 'float64') header.writeDoubleLE(value, offset);
    else throw new Error(`a type of its own: ${type}`);
  }
  return Buffer.concat([header, jpeg]);
}

it('are not carried by the pages', () => {
  const folder = join(ROOT, 'dist/kiosk/static');
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(0);
  const text = scripts.map((file) => readFileSync(join(folder, file), 'utf8')).join('');
  expect(text).not.toMatch(/openapi|asyncapi|ZodObject/i);
});
