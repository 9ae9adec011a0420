/** Puts the page's parts together: the socket feeds the state, the uplink listens for its answers. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Address, readAddress } from './address';
import { askKiosk, askProducts } from './api';
import { type Camera, createCamera } from './camera';
import { showReceipt } from './events';
import { applyMessage } from './inbound';
import { asksForToken } from './pairing';
import { createRemote } from './remote';
import { openSocket, type Socket } from './socket';
import * as state from './state';
import { createTill, type Till } from './till';
import type { OutboundMessage } from './types';
import { createUplink, type Uplink } from './uplink';

export interface Counter {
  readonly address: Address;
  readonly socket: Socket;
  readonly uplink: Uplink;
  readonly camera: Camera;
  readonly till: Till;
}

/** After these the catalogue or the kiosk's settings may be others than before. */
const REFRESH_AFTER = new Set<OutboundMessage['type']>([
  'session_state',
  'signed_in',
  'signed_out',
  'products_changed',
]);
const ASK_AGAIN_MS = 3000;

async function refresh(): Promise<void> {
  const [kiosk, products] = await Promise.all([askKiosk(), askProducts()]);
  if (kiosk.ok) state.kiosk.value = kiosk.body;
  if (products.ok) state.products.value = products.body.products;
  if (!kiosk.ok && state.isOpen.peek()) window.setTimeout(refresh, ASK_AGAIN_MS);
}

/** A socket that is refused is told nothing; a question over HTTP is. */
async function learnWhy(): Promise<void> {
  const answer = await askKiosk();
  if (answer.ok) state.unpaired.value = null;
  else if (asksForToken(answer.refusal)) state.unpaired.value ??= answer.refusal;
}

/** After these an empty cart may mean that a sale went through whose answer never arrived. */
const SETTLE_AFTER = new Set<OutboundMessage['type']>(['session_state', 'signed_out']);

/** Nobody should leave without knowing whether they paid. */
export async function settle(till: Till): Promise<void> {
  const answer = await till.askAgain();
  if (answer === null) return;
  if (answer.ok) showReceipt(answer.body);
  else if (answer.refusal.kind === 'refused') state.notice.value = { kind: 'not-sold' };
}

/** Starts everything that runs for as long as the page is open, except the camera. */
export function openCounter(): Counter {
  const address = readAddress(location.search);
  const till = createTill(address.sessionId);
  const socket = openSocket(address.sessionId, {
    onConnecting: () => {
      state.connection.value = { status: 'connecting' };
    },
    onWaiting: (retryAt) => {
      state.connection.value = { status: 'waiting', retryAt };
      uplink.reset();
      // A still picture looks like a living one.
      remote.hearOwner('none');
      void learnWhy();
    },
    onPicture: (bytes) => remote.take(bytes),
    onMessage: (message) => {
      uplink.heard(message);
      if ('user' in message && message.user !== null) till.forgetOthers(message.user.id);
      if (message.type === 'camera') remote.hearOwner(message.owner);
      if (message.type === 'detections' && remote.show(message)) return;
      applyMessage(message);
      if (REFRESH_AFTER.has(message.type)) void refresh();
      if (SETTLE_AFTER.has(message.type) && state.isCartEmpty.value) void settle(till);
    },
  });
  const uplink = createUplink(socket);
  const remote = createRemote(socket.send);
  const camera = createCamera((next) => {
    state.camera.value = next;
  });
  return { address, socket, uplink, camera, till };
}

export const CounterContext = createContext<Counter | null>(null);

/** The counter this component is shown on. */
export function useCounter(): Counter {
  const counter = useContext(CounterContext);
  if (counter === null) throw new Error('useCounter outside of CounterContext');
  return counter;
}
