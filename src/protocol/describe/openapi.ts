/** The HTTP API as an OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1), made from the table of endpoints. */
import { z } from 'zod';
import type { Area, Caller, Endpoint, Media } from './endpoint.js';
import { AREAS } from './endpoints/index.js';
import { refusalsOf } from './refusals.js';
import { convertSchemas, type JsonSchema, nameOf, reachable, refTo } from './schemas.js';

const SECURITY: Readonly<Record<Caller, readonly JsonSchema[]>> = {
  anybody: [],
  loopback: [],
  device: [{ device: [] }, { deviceCookie: [] }, {}],
  kiosk: [{ device: [], session: [] }, { deviceCookie: [], session: [] }, { session: [] }],
  member: [{ member: [] }, { device: [], session: [] }, { deviceCookie: [], session: [] }, { session: [] }],
  owner: [{ owner: [] }],
  edge: [{ device: [] }],
};

const SECURITY_SCHEMES = {
  session: {
    type: 'apiKey',
    in: 'query',
    name: 'session_id',
    description:
      "Id of a counter's visit: in the query of a GET, in the body of a POST. Where it is the digest of a secret, the " +
      'secret comes in `X-Session-Secret`.',
  },
  member: {
    type: 'apiKey',
    in: 'cookie',
    name: 'yolo1125_member',
    description: 'From `POST /api/me/sign-in`.',
  },
  owner: {
    type: 'apiKey',
    in: 'cookie',
    name: 'yolo1125_owner',
    description: 'From `POST /api/admin/sign-in`.',
  },
  device: {
    type: 'http',
    scheme: 'bearer',
    description: "A device's token. Not needed on the shop's own computer.",
  },
  deviceCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'yolo1125_device',
    description: 'From `POST /api/device`.',
  },
};

/** @param version of the program */
export function describeHttp(version: string): JsonSchema {
  const asked = convertSchemas({ target: 'draft-2020-12', io: 'input' });
  const given = convertSchemas({ target: 'draft-2020-12', io: 'output' });
  const endpoints = AREAS.flatMap((area) => area.endpoints.map((endpoint) => ({ area, endpoint })));
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const { area, endpoint } of endpoints) {
    const { method, path } = endpoint;
    paths[path] = { ...paths[path], [method]: describe(endpoint, area, asked) };
  }
  const bodies = endpoints.flatMap(({ endpoint: { body } }) =>
    body instanceof z.ZodType ? [refTo(body)] : [],
  );
  return {
    openapi: '3.1.1',
    info: {
      title: 'YOLO1125',
      version,
      summary: 'Self-checkout for small unattended stores',
      description:
        'Money is whole NT$, times are ISO 8601. What happens at a counter is told on its socket: `/api/asyncapi.json`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: '/' }],
    tags: AREAS.map(({ name, description }) => ({ name, description })),
    paths,
    components: {
      // No schema is both asked for and given where the two ways differ.
      schemas: { ...reachable(paths, given), ...reachable(bodies, asked) },
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function describe(
  endpoint: Endpoint,
  { name }: Area,
  asked: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  const { method, path, summary, who, body } = endpoint;
  const parameters = parametersOf(endpoint, asked);
  return {
    operationId: [method, ...path.split(/[/{}.]+/).filter((part) => part !== '' && part !== 'api')].join('_'),
    tags: [name],
    summary,
    ...(who === 'loopback' ? { description: "Only from the shop's own computer." } : {}),
    security: SECURITY[who],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body ? { requestBody: { required: true, content: contentOf(body) } } : {}),
    responses: responsesOf(endpoint),
  };
}

function parametersOf(
  endpoint: Endpoint,
  asked: Readonly<Record<string, JsonSchema>>,
): readonly JsonSchema[] {
  const { path, params = {}, query, headers = {} } = endpoint;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: params[name] ?? '',
    schema: { type: 'string' },
  }));
  const { properties = {}, required = [] } = (query ? asked[nameOf(query)] : {}) as {
    readonly properties?: Readonly<Record<string, JsonSchema>>;
    readonly required?: readonly string[];
  };
  const inQuery = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description ? { description } : {}),
    schema,
  }));
  const inHeader = Object.entries(headers).map(([name, schema]) => ({
    name,
    in: 'header',
    schema: refTo(schema),
  }));
  return [...inPath, ...inQuery, ...inHeader];
}

function responsesOf(endpoint: Endpoint): JsonSchema {
  const { reply, alsoReplies = {}, bare = {}, carries } = endpoint;
  const content = contentOf(reply);
  return {
    200: {
      description: 'As asked.',
      ...(carries ? { headers: { [carries]: { schema: { type: 'string' } } } } : {}),
      content,
    },
    ...mapValues(alsoReplies, (description) => ({ description, content })),
    ...mapValues(bare, (description) => ({ description })),
    ...refusalsOf(endpoint),
  };
}

function contentOf(content: z.ZodType | Media | readonly Media[]): JsonSchema {
  if (content instanceof z.ZodType) return { 'application/json': { schema: refTo(content) } };
  return Object.fromEntries([content].flat().map(({ media }) => [media, mediaSchema(media)]));
}

/** Bytes have no schema in OpenAPI 3.1. */
function mediaSchema(media: string): JsonSchema {
  if (media === 'application/json') return { schema: { type: 'object' } };
  return media.startsWith('text/') ? { schema: { type: 'string' } } : {};
}

function mapValues<T>(record: Readonly<Record<string, T>>, map: (value: T) => JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
