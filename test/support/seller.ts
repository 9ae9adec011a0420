/**
 * A process that sells as fast as it can until it is killed: `seller.ts ADDRESS|FOLDER LANES PREFIX`. It says on its standard
 * output what it is about to do before it does it, and what was acknowledged as soon as it was, in lines of JSON.
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/index.js';
import { saleOf } from './crash.js';

const [place = '', lanes = '1', prefix = ''] = process.argv.slice(2);
const isMongo = place.startsWith('mongodb');
const store = await openStore({ dataDir: place, mongoUri: isMongo ? place : null });

// Written at once and past all buffers: what was acknowledged must be known after a kill.
const say = (event: object) => writeSync(1, `${JSON.stringify(event)}\n`);
const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

/** The database may be away for a while; the same again is safe. */
async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch {
      await pause();
    }
  }
}

async function sell(lane: number): Promise<void> {
  for (let count = 0; ; count += 1) {
    const cartId = `${prefix}-${lane}-${count}`;
    say({ began: cartId });
    const result = await untilDone(() => store.commitOrder(saleOf(cartId)));
    if (result.outcome !== 'stored' && result.outcome !== 'already_stored')
      throw new Error(`${cartId}: ${result.outcome}`);
    const { transactionId } = result.order;
    say({ sold: cartId, transactionId });
    if (count % 3 !== 1) continue;
    say({ voiding: transactionId });
    await untilDone(() => store.voidOrder(transactionId, { at: '2026-11-24T12:00:00.000Z', reason: 'test' }));
    say({ voided: transactionId });
  }
}

say({ ready: true });
await Promise.all(Array.from({ length: Number(lanes) }, (_, lane) => sell(lane)));
