/** A receipt, for whoever has its key: the one on the kiosk's screen or in its QR code. */
import type Router from '@koa/router';
import { AppError, type ReceiptReply } from '../../protocol/index.js';
import { viewReceipt } from '../../shop/index.js';
import type { DaemonContext } from '../context.js';

export function addReceiptRoutes(router: Router, { store }: DaemonContext): void {
  router.get('/api/receipts/:key', async (ctx) => {
    const { key = '' } = ctx.params;
    const order = /^[0-9a-f]{32}$/.test(key) ? await store.findOrderByReceiptKey(key) : null;
    if (order === null) throw new AppError('receipt_unknown');
    ctx.body = { receipt: viewReceipt(order) } satisfies ReceiptReply;
  });
}
