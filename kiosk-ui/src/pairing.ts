/** How this browser becomes one of the shop's devices: by `#device=TOKEN` of the address, or the token typed in. */
import { postDevice } from './api';
import { unpaired } from './state';
import type { Refusal } from './types';

const TOKEN = /^#device=([^&]+)$/;
const ASKS_FOR_TOKEN = new Set<string>(['device_required', 'wrong_device_token']);

/** Pairs, when the address says a token. It stands in no history, log or picture of the screen afterwards. */
export async function pairByAddress(): Promise<void> {
  const token = TOKEN.exec(location.hash)?.[1];
  if (token === undefined) return;
  history.replaceState(null, '', location.pathname + location.search);
  unpaired.value = await pair(decodeURIComponent(token));
}

/** @returns why not, or null */
export async function pair(token: string): Promise<Refusal | null> {
  const answer = await postDevice(token.trim());
  return answer.ok ? null : answer.refusal;
}

/** Whether a refusal is for want of a device's token. */
export function asksForToken(refusal: Refusal): boolean {
  return refusal.kind === 'refused' && ASKS_FOR_TOKEN.has(refusal.code);
}
