/** Who may send and who is told what on a socket: one row a message. */
import type { InboundMessage, OutboundMessage } from './messages.js';

/**
 * `counter`: shows and sells; on a session with a secret it has shown it. `camera`: sends pictures to a session whose
 * secret it does not have. `edge`: a camera that showed the token of an edge.
 */
export type SocketRole = 'counter' | 'camera' | 'edge';

const ALL: readonly SocketRole[] = ['counter', 'camera', 'edge'];
const COUNTER: readonly SocketRole[] = ['counter'];

export const MAY_SEND: Readonly<Record<InboundMessage['type'], readonly SocketRole[]>> = {
  frame: ALL,
  facts: ['edge'],
  ping: ALL,
  cart_remove: COUNTER,
  cart_set_quantity: COUNTER,
  sign_out: COUNTER,
  stay: COUNTER,
  preview: COUNTER,
};

/** Cameras are told what becomes of their pictures, and nothing about people. */
export const MAY_HEAR: Readonly<Record<OutboundMessage['type'], readonly SocketRole[]>> = {
  // To a camera without the user and the cart.
  session_state: ALL,
  camera: ALL,
  frame_received: ALL,
  frame_dropped: ALL,
  detections: ALL,
  product_detected: ALL,
  product_unknown: ALL,
  product_removed: ALL,
  tray: ALL,
  products_changed: ALL,
  error: ALL,
  pong: ALL,
  face_detected: COUNTER,
  customer: COUNTER,
  identity_question: COUNTER,
  liveness_challenge: COUNTER,
  idle_warning: COUNTER,
  cart_updated: COUNTER,
  signed_in: COUNTER,
  signed_out: COUNTER,
  checkout_completed: COUNTER,
};
