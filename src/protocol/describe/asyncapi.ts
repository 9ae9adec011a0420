/**
 * The socket as an AsyncAPI 3.0 document (https://www.asyncapi.com/docs/reference/specification/v3.0.0), seen from the
 * daemon: it receives what clients send. Its schemas are of JSON Schema draft 7, the one that every AsyncAPI tool reads.
 */
import type { z } from 'zod';
import { CLOSE_CODES } from '../close-codes.js';
import { ERRORS, type ErrorCode } from '../errors.js';
import { InboundMessage, OutboundMessage } from '../messages.js';
import { ENVELOPE_LAYOUT } from './envelope.js';
import { convertSchemas, type JsonSchema, reachable } from './schemas.js';

const CHANNEL = '#/channels/session';
/** What a client can be refused with before its socket is open, as a plain HTTP reply. */
const REFUSALS: readonly ErrorCode[] = [
  'bad_request',
  'not_found',
  'origin_refused',
  'tls_required',
  'rate_limited',
  'device_required',
  'wrong_device_token',
  'wrong_session_secret',
  'too_many_sessions',
  'store_unavailable',
  'internal',
];

interface TextMessages {
  readonly messages: Readonly<Record<string, JsonSchema>>;
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/** @param version of the program */
export function describeSocket(version: string): JsonSchema {
  const received = textMessages(InboundMessage.options, 'input');
  const sent = textMessages(OutboundMessage.options, 'output');
  const messages = { ...received.messages, ...sent.messages, binary_frame: BINARY_FRAME };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'YOLO1125',
      version,
      description:
        'What is said on the socket of a checkout counter. Money is whole NT$, times are ISO 8601. The HTTP API is ' +
        'described by `/api/openapi.json`.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    servers: {
      shop: {
        host: '{host}',
        protocol: 'ws',
        description: '`wss` behind a TLS proxy.',
        variables: { host: { default: 'localhost:8000' } },
      },
    },
    channels: { session: channelOf(Object.keys(messages)) },
    operations: operationsOf(Object.keys(received.messages), Object.keys(sent.messages)),
    components: { schemas: reachable(messages, { ...received.schemas, ...sent.schemas }), messages },
  };
}

function textMessages(
  options: readonly z.ZodObject<{ readonly type: z.ZodLiteral<string> }>[],
  io: 'input' | 'output',
): TextMessages {
  const more = Object.fromEntries(options.map((option) => [option.shape.type.value, option]));
  const schemas = convertSchemas({ target: 'draft-07', io, more });
  const messages = Object.keys(more).map((type) => {
    const { title, description, ...payload } = schemas[type] ?? {};
    return [type, { name: type, title, summary: description, payload }];
  });
  return { messages: Object.fromEntries(messages), schemas };
}

const BINARY_FRAME: JsonSchema = {
  name: 'binary_frame',
  title: 'binary_frame',
  summary:
    'A picture without base64: a header of 16 bytes and a JPEG, as one binary message. To the daemon it means ' +
    "`frame`; from the daemon it is another camera's picture, for who asked for a `preview`.",
  contentType: 'application/octet-stream',
  payload: { type: 'string', format: 'binary' },
  'x-layout': ENVELOPE_LAYOUT,
};

function channelOf(types: readonly string[]): JsonSchema {
  return {
    address: '/ws/{session_id}',
    summary: "A counter's visit",
    description:
      'Several sockets may watch one session: what happens is sent to all of them, answers to a frame go to its ' +
      'sender. A socket that comes back in time finds its sign-in and cart. Close codes are in `x-close-codes`, ' +
      'refusals before the socket opens in `x-refusals`.',
    parameters: {
      session_id: {
        description:
          "1 to 64 letters, digits, `_` or `-`. It is the counter's secret: who knows it may watch the session and " +
          'pay its cart.',
      },
    },
    messages: Object.fromEntries(types.map((type) => [type, { $ref: `#/components/messages/${type}` }])),
    bindings: { ws: { method: 'GET', bindingVersion: '0.1.0' } },
    'x-close-codes': CLOSE_CODES,
    'x-refusals': REFUSALS.map((code) => ({ status: ERRORS[code].status, code, meaning: ERRORS[code].en })),
  };
}

function operationsOf(received: readonly string[], sent: readonly string[]): JsonSchema {
  const channel = { $ref: CHANNEL };
  const refs = (types: readonly string[]) => types.map((type) => ({ $ref: `${CHANNEL}/messages/${type}` }));
  const answered = ['frame', 'facts', 'ping'];
  return {
    frame: {
      action: 'receive',
      summary:
        'A picture, or what an edge found in it. It is answered exactly once, by its number; what it shows follows as `detections`.',
      channel,
      messages: refs(['frame', 'binary_frame', 'facts']),
      reply: { channel, messages: refs(['frame_received', 'frame_dropped', 'error']) },
    },
    ping: {
      action: 'receive',
      summary: 'A sign of life.',
      channel,
      messages: refs(['ping']),
      reply: { channel, messages: refs(['pong']) },
    },
    act: {
      action: 'receive',
      summary: 'What a customer does. What changes is told to every socket of the session.',
      channel,
      messages: refs(received.filter((type) => !answered.includes(type))),
    },
    tell: {
      action: 'send',
      summary: 'What happens at the counter.',
      channel,
      messages: refs([...sent, 'binary_frame']),
    },
  };
}
