/** Days and hours are those of the shop's place, also where its clock is odd or is put back or forward. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { ReportReply } from '../../src/protocol/index.js';
import { ROOT } from '../support/daemon.js';
import { temporaryFolder } from '../support/folder.js';

/** A shop in another zone: sells one item at each time and reports the days. */
async function reportIn(zone: string, times: readonly string[], from: string, to: string) {
  const module = (path: string) => JSON.stringify(join(ROOT, 'dist', path));
  const code = `
    import { openSqliteStore } from ${module('store/index.js')};
    import { reportOf } from ${module('shop/index.js')};
    const store = openSqliteStore(${JSON.stringify(temporaryFolder())});
    const product = { id: 'tea', name: 'tea', price: 1, class_name: null, yolo_class_id: null, stock: null, active: true };
    await store.addProduct(product);
    const member = { id: 'm1', name: 'm', phone: '0912000111', pinHash: null, createdAt: '', lastVisitAt: null };
    await store.registerMember(member, null);
    const lines = [{ productId: 'tea', name: 'tea', quantity: 1, unitPrice: 1 }];
    for (const createdAt of ${JSON.stringify(times)}) {
      const sale = { cartId: createdAt, sessionId: 's', memberId: 'm1', lines, total: 1, idempotency: null, createdAt };
      await store.commitOrder(sale);
    }
    console.log(JSON.stringify(await reportOf(store, ${JSON.stringify(from)}, ${JSON.stringify(to)})));
    await store.close();`;
  const run = promisify(execFile);
  const env = { ...process.env, TZ: zone };
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { env });
  const report = JSON.parse(stdout) as ReportReply;
  return {
    days: report.days.map(({ date, sales }) => `${date} ${sales}`),
    hours: report.hours.flatMap(({ hour, sales }) => (sales > 0 ? [`${hour}h ${sales}`] : [])),
    allHours: report.hours.length,
    sales: report.total.sales,
  };
}

it.each([
  ['Asia/Taipei', ['2026-11-23T15:59:59.999Z', '2026-11-23T16:00:00.000Z'], ['0h 1', '23h 1']],
  ['Asia/Kolkata', ['2026-11-23T18:29:59.999Z', '2026-11-23T18:30:00.000Z'], ['0h 1', '23h 1']],
  ['Asia/Kathmandu', ['2026-11-23T18:14:59.999Z', '2026-11-23T18:15:00.000Z'], ['0h 1', '23h 1']],
])('in %s a day ends at its own midnight', async (zone, times, hours) => {
  expect(await reportIn(zone, times, '2026-11-23', '2026-11-24')).toEqual({
    days: ['2026-11-23 1', '2026-11-24 1'],
    hours,
    allHours: 24,
    sales: 2,
  });
});

it('in New York a day of 25 hours is one day, and its two hours from one to two are one', async () => {
  const times = [
    '2026-11-01T03:59:59.999Z',
    '2026-11-01T04:00:00.000Z',
    '2026-11-01T05:30:00.000Z',
    '2026-11-01T06:30:00.000Z',
    '2026-11-02T04:59:59.999Z',
    '2026-11-02T05:00:00.000Z',
  ];
  expect(await reportIn('America/New_York', times, '2026-11-01', '2026-11-01')).toEqual({
    days: ['2026-11-01 4'],
    hours: ['0h 1', '1h 2', '23h 1'],
    allHours: 24,
    sales: 4,
  });
});

it('in Santiago a day that begins at one o’clock begins there', async () => {
  const times = ['2026-09-06T03:59:59.999Z', '2026-09-06T04:00:00.000Z', '2026-09-07T02:59:59.999Z'];
  expect(await reportIn('America/Santiago', times, '2026-09-05', '2026-09-06')).toEqual({
    days: ['2026-09-05 1', '2026-09-06 2'],
    hours: ['1h 1', '23h 2'],
    allHours: 24,
    sales: 3,
  });
});
