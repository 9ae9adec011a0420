/** While a member reads this page at a counter, the counter's visit goes on; when that ends, so does this page. */
import type { OpenedAtCounter } from '../address';
import { openSocket } from '../socket';
import type { OutboundMessage } from '../types';
import { view } from './state';

/** A touch is told to the daemon at most so often. */
const TELL_EVERY_MS = 10_000;

function isOver(message: OutboundMessage): boolean {
  return message.type === 'signed_out' || (message.type === 'session_state' && message.user === null);
}

/** Keeps a socket of the session open, so that the cart is not given up, and says that somebody is here. */
export function holdCounter({ sessionId, back }: OpenedAtCounter): void {
  const socket = openSocket(sessionId, {
    onConnecting: () => {},
    onWaiting: () => {},
    onMessage: (message) => {
      // Who has just been erased still reads that it is done.
      if (isOver(message) && view.value.kind !== 'forgotten') location.replace(back);
    },
  });
  let toldAt = 0;
  function touched(): void {
    if (Date.now() - toldAt < TELL_EVERY_MS) return;
    if (socket.send({ type: 'stay' })) toldAt = Date.now();
  }
  document.addEventListener('pointerdown', touched);
  document.addEventListener('keydown', touched);
}
