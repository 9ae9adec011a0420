/** Plays a clip through a real daemon as a customer, and says how the cart differs from the script. */
import { randomUUID } from 'node:crypto';
import { connectUplink, openRecording } from '../../../src/edge/index.js';
import type { CartLineView, OutboundMessage } from '../../../src/protocol/index.js';
import { post } from '../../support/client.js';
import { PHONE, PIN } from '../../support/daemon.js';
import type { Served } from '../faces/served.js';
import type { BasketClip } from './clips.js';

export interface Outcome {
  readonly clip: BasketClip;
  readonly found: ReadonlyMap<string, number>;
  /** Items that the script sold. */
  readonly items: number;
  readonly missed: number;
  /** Items of a product that the script sold, beyond how many it sold. */
  readonly double: number;
  /** Items of products that the script did not sell. */
  readonly wrong: number;
  /** Tray: items that went out of the cart although nobody took them away. */
  readonly dropped: number;
}

/** The demo's products are called by their class names. */
export async function playClip({ url }: Served, clip: BasketClip): Promise<Outcome> {
  const session = randomUUID();
  let cart: readonly CartLineView[] = [];
  let removed = 0;
  const hear = (message: OutboundMessage) => {
    if (message.type === 'cart_updated') cart = message.cart;
    if (message.type === 'product_removed') removed += message.quantity;
  };
  const uplink = await connectUplink(`${url}/ws/${session}`, hear);
  const http = url.replace('ws', 'http');
  const reply = await post(`${http}/api/login`, { session_id: session, phone: PHONE, pin: PIN });
  if (reply.status !== 200) throw new Error(`sign-in refused: ${reply.body.message_en}`);
  const source = await openRecording(clip.folder);
  const start = Date.now();
  for await (const { jpeg, time } of source.frames()) await uplink.send(jpeg, start + time);
  await uplink.settle();
  const found = new Map(cart.map(({ product_id, quantity }) => [product_id, quantity]));
  await uplink.close();
  return judge(clip, found, removed);
}

function judge(clip: BasketClip, found: ReadonlyMap<string, number>, removed: number): Outcome {
  let missed = 0;
  let double = 0;
  let wrong = 0;
  for (const [name, quantity] of clip.basket) missed += Math.max(0, quantity - (found.get(name) ?? 0));
  for (const [name, quantity] of found) {
    const sold = clip.basket.get(name);
    if (sold === undefined) wrong += quantity;
    else double += Math.max(0, quantity - sold);
  }
  const items = [...clip.basket.values()].reduce((sum, quantity) => sum + quantity, 0);
  return { clip, found, items, missed, double, wrong, dropped: Math.max(0, removed - clip.takenAway) };
}
