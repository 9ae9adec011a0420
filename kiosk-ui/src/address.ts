/** What the page's own address asks for: `?session=NAME`, `?demo=CLIP`, `?camera=on`. */
import { readKept, writeKept } from './kept';
import { SESSION_KEPT_AS } from './session-secret';
import { uuid } from './uuid';

export interface Address {
  readonly sessionId: string;
  /** True with `?session=`: frames come from somewhere else, so this page's camera stays off unless asked for. */
  readonly watching: boolean;
  /** The clip that `?demo=` names, or null. */
  readonly demoClip: string | null;
  readonly cameraWanted: boolean;
}

const COUNTER_KEPT_AS = 'yolo1125.counter';
const SESSION_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** This tab's session id, see `prepareSession`: it outlives a reload, and is not shared with another tab. */
function ownSessionId(): string {
  const kept = readKept('session', SESSION_KEPT_AS);
  if (kept !== null && SESSION_ID.test(kept)) return kept;
  const made = uuid();
  writeKept('session', SESSION_KEPT_AS, made);
  return made;
}

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const named = query.get('session');
  const watching = named !== null && SESSION_ID.test(named);
  const demoClip = query.get('demo');
  return {
    sessionId: watching ? named : ownSessionId(),
    watching,
    demoClip,
    cameraWanted: demoClip === null && (!watching || query.get('camera') === 'on'),
  };
}

/** The address that plays a demo clip, or with null the ordinary counter; a named session stays named. */
export function addressOf(address: Address, demoClip: string | null): string {
  const query = new URLSearchParams();
  if (address.watching) query.set('session', address.sessionId);
  if (demoClip !== null) query.set('demo', demoClip);
  const text = query.toString();
  return text === '' ? '/' : `/?${text}`;
}

/** Remembers where this tab's counter is, for pages that lead back to it; a demo is not begun again. */
export function keepCounter(search: string): void {
  const query = new URLSearchParams(search);
  query.delete('demo');
  const text = query.toString();
  writeKept('session', COUNTER_KEPT_AS, text === '' ? '/' : `/?${text}`);
}

/** A page of ours that leads back to the counter it was opened at. */
export function addressFromCounter(path: string, sessionId: string): string {
  return `${path}?session=${sessionId}`;
}

export interface OpenedAtCounter {
  readonly sessionId: string;
  /** The counter's address. */
  readonly back: string;
}

/** The counter that a page was opened at, as `addressFromCounter` says it; null on a visitor's own device. */
export function readCounter(search: string): OpenedAtCounter | null {
  const sessionId = new URLSearchParams(search).get('session');
  if (sessionId === null || !SESSION_ID.test(sessionId)) return null;
  return { sessionId, back: readKept('session', COUNTER_KEPT_AS) ?? `/?session=${sessionId}` };
}

export function socketUrl(sessionId: string): string {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${location.host}/ws/${sessionId}`;
}
