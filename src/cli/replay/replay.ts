import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Command } from 'commander';
import { sessionOfSecret } from '../../daemon/access/session-secret.js';
import { connectUplink, type FrameSource, openRecording, type Uplink } from '../../edge/index.js';
import type { CartLineView, OutboundMessage } from '../../protocol/index.js';
import { addressesOf } from '../address.js';
import { addCredentialSettings, type CredentialFlags, credentialsOf } from '../credentials.js';
import { CliError } from '../fail.js';
import { askPin } from '../prompt.js';
import { integer, settings } from '../settings.js';
import { type Basket, compareBaskets, describeBasket, readExpected } from './basket.js';
import { createReport, type Report } from './report.js';
import { createShopClient, type ShopClient } from './shop-client.js';

interface ReplayFlags extends CredentialFlags {
  readonly url: string;
  readonly session?: string;
  readonly fps?: number;
  readonly asRecorded?: boolean;
  readonly signIn?: string;
  readonly pin?: string;
  readonly checkout?: boolean;
  readonly expect?: string | true;
  readonly json?: boolean;
}

export function replayCommand(): Command {
  return addCredentialSettings(new Command('replay'))
    .argument('<path>', 'a folder of JPEGs, a recording, or an .mjpeg file')
    .addOption(settings.url())
    .option(
      '--session <id>',
      'session to feed (default: a new one); open the kiosk with ?session=ID to watch',
    )
    .option('--fps <number>', 'frames a second to send', integer(1, 240))
    .option('--as-recorded', 'send at the pace it was recorded (the default)')
    .option('--sign-in <phone>', 'sign this member in first')
    .addOption(settings.pin())
    .option('--checkout', 'pay at the end')
    .option('--expect [file]', 'exit 1 unless the basket is this (default: expected.json of the recording)')
    .option('--json', 'one JSON message a line')
    .addHelpText(
      'after',
      `
Every frame waits until the one before was taken, so none is lost however slow the computer is. The tracker lives by
the recording's own time: --fps 60 gives the same basket as --as-recorded, only sooner.

Examples:
  $ yolo1125 replay samples/one-item
  $ yolo1125 replay samples/shopping --sign-in 0912345678 --checkout
  $ yolo1125 replay samples/two-equal --sign-in 0912345678 --fps 60 --expect`,
    )
    .action(replay);
}

async function replay(path: string, flags: ReplayFlags): Promise<void> {
  if (flags.fps !== undefined && flags.asRecorded)
    throw new CliError('choose one of --fps and --as-recorded', 2);
  if (flags.checkout && flags.signIn === undefined) throw new CliError('--checkout needs --sign-in PHONE', 2);
  const expected = await expectedOf(path, flags);
  const pin = flags.signIn === undefined ? null : (flags.pin ?? (await askPin()));
  const source = await openRecording(path).catch((error: Error) => {
    throw new CliError(error.message);
  });
  const { socketUrl, origin } = addressesOf(flags.url);
  const { sessionId, secret } = sessionOf(flags);
  const access = { ...credentialsOf(flags, flags.url), secret };
  const shop = createShopClient(origin, sessionId, access);
  const report = createReport(flags.json ?? false, source.description);
  let uplink: Uplink | null = null;
  try {
    const till = createTill();
    const hear = (message: OutboundMessage) => {
      till.hear(message);
      report.event(message);
    };
    uplink = await connectUplink(`${socketUrl}/ws/${encodeURIComponent(sessionId)}`, hear, access);
    if (flags.signIn !== undefined && pin !== null) await shop.signIn(flags.signIn, pin);
    await play(source, uplink, flags, report);
    await uplink.settle();
    const found = await till.basket(shop, flags.signIn !== undefined);
    if (flags.checkout && found.size > 0) await shop.checkout(randomUUID());
    await uplink.settle();
    judge(found, expected, report);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError((error as Error).message);
  } finally {
    await uplink?.close();
    report.end();
  }
}

/** One that is named may be watched by whoever knows the name; a new one only with its secret. */
function sessionOf({ session }: ReplayFlags): { readonly sessionId: string; readonly secret?: string } {
  if (session !== undefined) return { sessionId: session };
  const secret = randomBytes(32).toString('base64url');
  return { sessionId: sessionOfSecret(secret), secret };
}

async function expectedOf(path: string, { expect }: ReplayFlags): Promise<Basket | null> {
  if (expect === undefined) return null;
  return readExpected(expect === true ? join(path, 'expected.json') : expect);
}

async function play(
  source: FrameSource,
  uplink: Uplink,
  { fps }: ReplayFlags,
  report: Report,
): Promise<void> {
  const started = performance.now();
  const startedAt = Date.now();
  let sent = 0;
  for await (const { jpeg, time } of source.frames()) {
    const due = started + (fps === undefined ? time : (sent * 1000) / fps);
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    await uplink.send(jpeg, startedAt + time);
    sent += 1;
    report.progress(sent, source.count);
  }
}

/** Remembers the last cart and the items seen. */
function createTill() {
  let cart: readonly CartLineView[] = [];
  const seen = new Map<string, number>();
  return {
    hear(message: OutboundMessage): void {
      if (message.type === 'cart_updated' || message.type === 'session_state') cart = message.cart;
      if (message.type !== 'product_detected') return;
      const name = message.product.class_name ?? message.product.id;
      seen.set(name, (seen.get(name) ?? 0) + 1);
    },
    /** The cart's content for a member; what was seen for a session that nobody signed in to. */
    async basket(shop: ShopClient, signedIn: boolean): Promise<Basket> {
      if (!signedIn) return seen;
      const { products } = await shop.products();
      const nameOf = new Map(products.map(({ id, class_name }) => [id, class_name ?? id]));
      return new Map(cart.map((line) => [nameOf.get(line.product_id) ?? line.product_id, line.quantity]));
    },
  };
}

function judge(found: Basket, expected: Basket | null, report: Report): void {
  const differences = expected === null ? [] : compareBaskets(expected, found);
  const verdict = expected === null ? '' : differences.length === 0 ? '  as expected' : '  NOT as expected';
  report.result(
    {
      type: 'replay_result',
      basket: Object.fromEntries(found),
      as_expected: expected && differences.length === 0,
      differences,
    },
    [`basket: ${describeBasket(found)}${verdict}`, ...differences.map((line) => `  ${line}`)].join('\n'),
  );
  if (differences.length > 0) process.exitCode = 1;
}
