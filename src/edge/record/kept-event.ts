/** What a recording keeps of the daemon's words: what happened to products, never who the customer was. */
import type { OutboundMessage } from '../../protocol/index.js';

const KEPT = new Set<OutboundMessage['type']>([
  'frame_dropped',
  'detections',
  'product_detected',
  'cart_updated',
  'signed_out',
  'checkout_completed',
  'error',
]);

/** The message, or only its type when it may name or show a person. */
export function keptEvent(message: OutboundMessage): OutboundMessage | { readonly type: string } {
  return KEPT.has(message.type) ? message : { type: message.type };
}
