/** The line to the daemon that does not stop: connected again when it falls or goes silent, with the same session. */
import type { OutboundMessage } from '../protocol/index.js';
import { createBackoff } from './backoff.js';
import type { CapturedFrame } from './camera.js';
import { createFeeder } from './feeder.js';
import { type Address, askGrant, type Grant } from './grant.js';
import { linkAbort } from './linked-abort.js';
import type { LocalEyes } from './local.js';
import { watchPulse } from './pulse.js';
import type { Slot } from './slot.js';
import type { EdgeContext } from './status.js';
import { connectUplink, type Uplink } from './uplink.js';

export interface LineOptions {
  readonly address: Address;
  /** Fewer and narrower frames than the daemon asks for, where the line is thin. */
  readonly maxFps: number;
  readonly maxWidth: number;
  /** JPEG quality of pictures that have to be made narrower. */
  readonly quality: number;
  /** Without a sign of life for so long the line is connected anew, ms. */
  readonly silenceMs: number;
  /** When pictures are looked at here and only facts are sent. */
  readonly eyes: LocalEyes | null;
}

/** Who else wants to know. */
export interface LineListeners {
  readonly onEvent: (message: OutboundMessage) => void;
  /** A frame that the daemon took, as it was sent; `capturedAt` in ms since 1970. */
  readonly onTaken: (jpeg: Uint8Array, capturedAt: number) => void;
}

const FIRST_WAIT_MS = 250;
/** Short enough for a customer who stands there. */
const LONGEST_WAIT_MS = 5_000;
const GOING_AWAY = 1001;
/** How long the daemon has to finish the last frames and to close, ms. */
const HANGING_UP_MS = 2_000;

/** Sends the newest frames for as long as it takes; resolves when the signal ends it. Never throws. */
export async function keepLine(
  options: LineOptions,
  slot: Slot<CapturedFrame>,
  listeners: LineListeners,
  context: EdgeContext,
  signal: AbortSignal,
): Promise<void> {
  const { status, say } = context;
  const backoff = createBackoff(FIRST_WAIT_MS, LONGEST_WAIT_MS);
  while (!signal.aborted) {
    status.line.state = 'connecting';
    status.progress += 1;
    const reason = await connectOnce(options, slot, listeners, context, signal, () => backoff.reset()).catch(
      (error: Error) => error.message,
    );
    if (signal.aborted) return;
    if (status.line.reason !== reason) say('daemon', `${reason}; trying again`);
    status.line.state = 'waiting';
    status.line.reason = reason;
    status.progress += 1;
    await backoff.wait(signal);
  }
}

/**
 * One connection, from asking the daemon what it wants to its end.
 * @param onWorks told when a frame was answered: the connection is good
 * @returns why it ended
 * @throws Error when the daemon cannot be reached or refuses
 */
async function connectOnce(
  { address, maxFps, maxWidth, quality, silenceMs, eyes }: LineOptions,
  slot: Slot<CapturedFrame>,
  { onEvent, onTaken }: LineListeners,
  context: EdgeContext,
  signal: AbortSignal,
  onWorks: () => void,
): Promise<string> {
  const { line } = context.status;
  const asked = await askGrant(address, signal);
  const grant = { fps: Math.min(asked.fps, maxFps), width: Math.min(asked.width, maxWidth) };
  const look = eyes && (await eyes.begin(address, signal));
  const url = `${address.socketUrl}/ws/${encodeURIComponent(address.session)}`;
  const uplink = await connectUplink(url, onEvent, { token: address.token, ca: address.ca, signal });
  noteConnection(context, address, grant);

  const fallen = linkAbort(signal);
  const closed = uplink.closed.then((code) => {
    fallen.abort();
    return code === GOING_AWAY ? 'the daemon is shutting down' : `the line fell (code ${code})`;
  });
  const onAnswer = (answer: OutboundMessage, picture: Uint8Array, capturedAt: number) => {
    onWorks();
    noteAnswerOf(context, answer);
    if (answer.type === 'frame_received') onTaken(picture, capturedAt);
  };
  const feeder = createFeeder(uplink, { ...grant, quality, look }, slot, onAnswer, context);
  const feeding = feeder.run(fallen.signal);
  const onRoundTrip = (ms: number) => {
    line.roundTripMs = ms;
  };
  const silent = await watchPulse(uplink, silenceMs, feeder.waitingSince, onRoundTrip, fallen.signal);
  fallen.abort();
  fallen.release();
  await feeding;
  await hangUp(uplink, silent);
  return silent ?? closed;
}

/** Closes the line when what was sent is worked on; who does not answer is not waited for. */
async function hangUp(uplink: Uplink, silent: string | null): Promise<void> {
  if (silent !== null) return uplink.cut();
  const cut = setTimeout(uplink.cut, HANGING_UP_MS);
  await Promise.race([uplink.settle(), uplink.closed]);
  await uplink.close();
  clearTimeout(cut);
}

function noteConnection({ status: { line }, say }: EdgeContext, address: Address, grant: Grant): void {
  const { fps, width } = grant;
  line.state = 'connected';
  line.reason = null;
  line.elsewhere = false;
  line.fps = fps;
  line.width = width;
  line.connects += 1;
  const pace = `${fps} pictures a second, ${width} pixels wide`;
  say('daemon', `connected to ${address.socketUrl}, session ${address.session}: ${pace}`);
}

function noteAnswerOf({ status, say }: EdgeContext, answer: OutboundMessage): void {
  const { line } = status;
  status.progress += 1;
  if (answer.type === 'frame_received') line.taken += 1;
  else if (answer.type === 'frame_dropped') line.dropped += 1;
  else line.refused += 1;
  if (answer.type === 'error') say('daemon', `refused a picture: ${answer.message_en}`);
  const elsewhere = answer.type === 'frame_dropped' && answer.reason === 'another_camera';
  if (elsewhere !== line.elsewhere)
    say('daemon', elsewhere ? 'another camera feeds this session; waiting for it' : 'takes our pictures');
  line.elsewhere = elsewhere;
}
