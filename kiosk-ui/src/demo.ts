/** The demo: a recorded clip instead of a camera, through the same socket, with the demo member signed in. */
import { signIn } from './actions';
import type { Counter } from './counter';
import * as state from './state';
import type { DemoClip, DemoState } from './types';
import { sleep, until } from './until';

/** Frames fetched before they are due, so that the clip does not stutter. */
const FRAMES_AHEAD = 12;

async function fetchFrame(clip: DemoClip, index: number): Promise<Blob> {
  const number = String(index).padStart(6, '0');
  const reply = await fetch(`/samples/${encodeURIComponent(clip.name)}/frames/${number}.jpg`);
  if (!reply.ok) throw new Error(`frame ${number}: HTTP ${reply.status}`);
  return reply.blob();
}

/** Fetches frames in order, some ahead; `take` must be called with 0, 1, 2, … */
function frameReader(clip: DemoClip): { take: (index: number) => Promise<Blob> } {
  const ahead = new Map<number, Promise<Blob>>();
  function take(index: number): Promise<Blob> {
    const last = Math.min(clip.frames, index + FRAMES_AHEAD);
    for (let wanted = index; wanted < last; wanted += 1) {
      if (ahead.has(wanted)) continue;
      const frame = fetchFrame(clip, wanted);
      frame.catch(() => {}); // told of when it is taken
      ahead.set(wanted, frame);
    }
    const frame = ahead.get(index)!;
    ahead.delete(index);
    return frame;
  }
  return { take };
}

function update(change: Partial<DemoState>): void {
  if (state.demo.value !== null) state.demo.value = { ...state.demo.value, ...change };
}

async function show(frame: Blob, shown: number): Promise<void> {
  const before = state.demo.value?.picture;
  update({ picture: await createImageBitmap(frame), shown });
  before?.close();
}

/** Plays until the end, or until the one who was signed in is not any more (paid or signed out meanwhile). */
async function play(counter: Counter, clip: DemoClip): Promise<void> {
  const reader = frameReader(clip);
  let due = performance.now();
  let wasSignedIn = state.member.value !== null;
  for (let index = 0; index < clip.frames; index += 1) {
    const frame = await reader.take(index);
    await until(() => state.isOpen.value);
    await sleep(due - performance.now());
    if (state.member.value !== null) wasSignedIn = true;
    else if (wasSignedIn) return;
    await show(frame, index + 1);
    void counter.uplink.offer(async () => new Uint8Array(await frame.arrayBuffer()));
    due = Math.max(due + 1000 / clip.fps, performance.now());
  }
}

const SIGN_OUT_PATIENCE_MS = 2000;

/** Starts with an empty cart: whoever is signed in on this tab's own session is signed out first. */
async function startUnsigned(counter: Counter): Promise<void> {
  while (state.member.value !== null) {
    // Asked again after a while: a request may be lost together with the line.
    counter.socket.send({ type: 'sign_out' });
    await Promise.race([until(() => state.member.value === null), sleep(SIGN_OUT_PATIENCE_MS)]);
  }
}

/** A person in the clip signs in by face as far as that works here; else the demo member by PIN. */
async function signInDemoMember(
  counter: Counter,
  { phone, pin }: { phone: string; pin: string },
  byFace: boolean,
): Promise<boolean> {
  await until(() => state.isOpen.value);
  if (state.member.value !== null && counter.address.watching) return true;
  await startUnsigned(counter);
  if (byFace) {
    await until(() => state.kiosk.value?.faces?.state !== 'preparing');
    if (state.kiosk.value?.faces?.state === 'ready') return true;
  }
  const refusal = await signIn(counter, phone, pin);
  if (refusal !== null) state.notice.value = { kind: 'refusal', refusal };
  return refusal === null;
}

/** Plays one clip from its beginning. The cart is left for the person to pay. */
export async function runDemo(counter: Counter, clip: DemoClip): Promise<void> {
  const settings = state.kiosk.value?.demo;
  if (!settings) return;
  state.receipt.value = null;
  state.demo.value = { clip, phase: 'signing-in', shown: 0, picture: state.demo.value?.picture ?? null };
  try {
    if (!(await signInDemoMember(counter, settings, clip.by_face ?? false)))
      return update({ phase: 'failed' });
    update({ phase: 'playing' });
    await play(counter, clip);
    update({ phase: 'ended' });
  } catch {
    update({ phase: 'failed' });
  }
}
