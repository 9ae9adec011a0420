/** From what arrives on a socket to what is done about it. */
import {
  AppError,
  decodeBase64Picture,
  decodeFrame,
  INBOUND_TYPES,
  InboundMessage,
  MAY_SEND,
  type OutboundMessage,
  type SocketRole,
  toErrorBody,
} from '../../protocol/index.js';
import type { Device } from '../../shop/index.js';
import type { DaemonContext } from '../context.js';
import { describeFault } from '../log.js';
import { changeQuantity } from '../session/cart-changes.js';
import { offerFrame } from '../session/frame-flow.js';
import type { IncomingFrame, Session, Watcher } from '../session/session.js';
import { markActive } from '../session/session.js';
import { signOut } from '../session/sign-out.js';
import type { MessageLimits } from './limit-messages.js';

/** Largest message of a type that carries no picture. Facts are those of 300 boxes and a face. */
const MAX_ACT_BYTES = 4 * 1024;
const MAX_FACTS_BYTES = 512 * 1024;

/** One socket and what belongs to it. */
export interface Connection {
  readonly session: Session;
  readonly watcher: Watcher;
  readonly role: SocketRole;
  readonly device: Device | null;
  /** What stands for the client in limits. */
  readonly address: string;
  readonly limits: MessageLimits;
  /** Closes it. */
  giveUp(): void;
}

/**
 * Acts on one message.
 * @throws AppError that says what was wrong with it
 */
export async function handleMessage(
  context: DaemonContext,
  connection: Connection,
  data: Buffer,
  isBinary: boolean,
): Promise<void> {
  if (isBinary) return handleBinaryFrame(context, connection, data);
  const { session, watcher } = connection;
  const message = parseMessage(data);
  // Facts are refused by their number, like other frames.
  if (message.type !== 'facts' && !MAY_SEND[message.type].includes(connection.role))
    throw new AppError('device_not_allowed');
  if (message.type !== 'frame' && data.length > (message.type === 'facts' ? MAX_FACTS_BYTES : MAX_ACT_BYTES))
    throw new AppError('payload_too_large', message.type);
  if (message.type !== 'frame' && message.type !== 'facts') connection.limits.take(message.type);
  switch (message.type) {
    case 'frame':
      return handleJsonFrame(context, connection, message);
    case 'facts':
      return handleFacts(context, connection, message);
    case 'ping':
      return watcher.send({ type: 'pong' } satisfies OutboundMessage);
    case 'cart_remove':
      return changeQuantity(context, session, { ...message, quantity: 0 });
    case 'cart_set_quantity':
      return changeQuantity(context, session, message);
    case 'preview':
      watcher.wantsPictures = message.on;
      return;
    case 'stay':
      return markActive(session);
    case 'sign_out':
      return signOut(context, session, 'requested');
  }
}

function parseMessage(data: Buffer): InboundMessage {
  let value: unknown;
  try {
    value = JSON.parse(data.toString('utf8'));
  } catch {
    throw new AppError('bad_json');
  }
  const parsed = InboundMessage.safeParse(value);
  if (parsed.success) return parsed.data;
  const type = (value as { type?: unknown } | null)?.type;
  if (typeof type !== 'string' || !INBOUND_TYPES.some((known) => known === type)) {
    throw new AppError('unknown_type', `known types: ${INBOUND_TYPES.join(', ')}`);
  }
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw new AppError(field === 'index' ? 'bad_index' : 'bad_request', `${field}: ${issue?.message}`);
}

function handleJsonFrame(
  context: DaemonContext,
  connection: Connection,
  message: Extract<InboundMessage, { type: 'frame' }>,
): void {
  takeFrame(context, connection, message.seq, () => {
    const parsed = message.timestamp === undefined ? Number.NaN : Date.parse(message.timestamp);
    return {
      facts: null,
      jpeg: decodeBase64Picture(message.frame),
      timestamp: message.timestamp ?? new Date().toISOString(),
      capturedAt: Number.isNaN(parsed) ? null : parsed,
    };
  });
}

function handleBinaryFrame(context: DaemonContext, connection: Connection, data: Buffer): void {
  const { seq, timestamp, jpeg } = decodeFrame(data);
  takeFrame(context, connection, seq, () => ({
    jpeg,
    facts: null,
    timestamp: new Date(timestamp).toISOString(),
    capturedAt: timestamp,
  }));
}

function handleFacts(
  context: DaemonContext,
  connection: Connection,
  { facts, captured_at, seq }: Extract<InboundMessage, { type: 'facts' }>,
): void {
  takeFrame(context, connection, seq, () => {
    if (!MAY_SEND.facts.includes(connection.role)) throw new AppError('edge_not_trusted');
    if (facts.model !== context.pool.model.digest) throw new AppError('facts_of_another_model');
    return { jpeg: null, facts, timestamp: new Date(captured_at).toISOString(), capturedAt: captured_at };
  });
}

/** Offers a frame to its session; what is wrong with it is said with its number, so that the sender can count. */
function takeFrame(
  context: DaemonContext,
  connection: Connection,
  seq: number | undefined,
  read: () => Pick<IncomingFrame, 'jpeg' | 'facts' | 'timestamp' | 'capturedAt'>,
): void {
  const arrivedAt = performance.now();
  const { session, watcher: sender, limits } = connection;
  try {
    limits.take('frame');
    offerFrame(context, session, { ...read(), sender, arrivedAt, seq });
  } catch (error) {
    reportRefusal(context, connection, error, seq);
  }
}

/** Says to the sender, the metrics and, for our own faults, the log that a message was refused. */
export function reportRefusal(
  { metrics, log }: DaemonContext,
  { session, watcher, limits, giveUp }: Connection,
  error: unknown,
  seq?: number,
): void {
  const body = toErrorBody(error);
  metrics.refusals.inc({ code: body.code });
  if (body.code === 'internal') log.error({ session: session.id, ...describeFault(error) }, 'message failed');
  watcher.send({ type: 'error', ...(seq === undefined ? {} : { seq }), ...body });
  if (limits.isHopeless()) giveUp();
}
