/** The owner's sales: found, summed up, taken out as a table, voided once. The shop is in Taipei, wherever the tests run. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AdminProductsReply,
  ReportReply,
  TransactionListReply,
  TransactionReply,
} from '../../../src/protocol/index.js';
import { type Order, type OrderDraft, type Store, totalOf } from '../../../src/shop/index.js';
import { openSqliteStore } from '../../../src/store/index.js';
import { get } from '../../support/client.js';
import { sharedDaemon } from '../../support/daemon.js';
import { type Owner, signInAsOwner } from '../../support/owner.js';
import { draft, member, product } from '../../support/shop.js';
import { sell } from '../../support/shopper.js';

const shop = sharedDaemon({ env: { TZ: 'Asia/Taipei' } });
let owner: Owner;
let store: Store;
const [one, two, many] = [member('0912000111'), member('0912000222'), member('0912000333')];
/** What the letters of the tests stand for. */
const sales: Record<string, Order> = {};

const FORMULA = '=HYPERLINK("http://x","茶,餅")';
const tea = (quantity: number) => ({ productId: 'tea', name: '茶', quantity, unitPrice: 25 });
const cake = (quantity: number) => ({ productId: 'cake', name: FORMULA, quantity, unitPrice: 35 });

async function add(memberId: string, createdAt: string, lines: OrderDraft['lines']): Promise<Order> {
  const result = await store.commitOrder(draft(memberId, { createdAt, lines, total: totalOf(lines) }));
  if (result.outcome !== 'stored') throw new Error(result.outcome);
  return result.order;
}

beforeAll(async () => {
  owner = await signInAsOwner(shop.daemon.url);
  store = openSqliteStore(shop.daemon.data);
  await store.putProduct(product('tea', 25, { name: '茶', stock: null }), 'set');
  await store.putProduct(product('cake', 35, { name: FORMULA, stock: 10 }), 'set');
  for (const person of [one, two, many]) await store.registerMember(person, null);
  // Half an hour before midnight in Taipei, and half an hour after it.
  sales.a = await add(one.id, '2026-03-01T15:30:00.000Z', [tea(2)]);
  sales.b = await add(one.id, '2026-03-01T16:30:00.000Z', [tea(1), cake(1)]);
  sales.c = await add(two.id, '2026-03-04T02:00:00.000Z', [cake(3)]);
  sales.d = await add(two.id, '2026-03-04T02:30:00.000Z', [tea(1)]);
  await store.voidOrder(sales.d.transactionId, { at: '2026-03-04T03:00:00.000Z', reason: '+1 wrong' });
  for (let i = 0; i < 205; i += 1)
    await add(many.id, `2026-01-02T03:00:00.${String(i).padStart(3, '0')}Z`, [tea(1)]);
});
afterAll(() => store.close());

const list = (query: string) => owner.get(`transactions?${query}`, TransactionListReply);
const letters = (numbers: readonly string[]) =>
  Object.keys(sales)
    .filter((letter) => numbers.includes(sales[letter]?.transactionId ?? ''))
    .join('');
const found = async (query: string) =>
  letters((await list(query)).transactions.map(({ transaction_id }) => transaction_id));

async function csvOf(query: string): Promise<{ rows: string[]; text: string; headers: Headers }> {
  const { status, body, headers } = await owner.send('GET', `transactions.csv?${query}`);
  expect(status).toBe(200);
  const text = (body as Buffer).toString('utf8');
  return { rows: text.trimEnd().split('\n'), text, headers };
}

describe('the list', () => {
  const MARCH = 'from=2026-03-01&to=2026-03-31';

  it.each([
    [MARCH, 'abcd', { sales: 3, takings: 50 + 60 + 105, items: 7 }],
    ['to=2026-03-01&from=2026-03-01', 'a', { sales: 1, takings: 50, items: 2 }],
    ['from=2026-03-02&to=2026-03-04', 'bcd', { sales: 2, takings: 165, items: 5 }],
    ['from=2026-03-05', '', { sales: 0, takings: 0, items: 0 }],
    [`${MARCH}&product=cake`, 'bc', { sales: 2, takings: 165, items: 5 }],
    [`${MARCH}&product=none`, '', { sales: 0, takings: 0, items: 0 }],
    [`${MARCH}&status=voided`, 'd', { sales: 0, takings: 0, items: 0 }],
    [`${MARCH}&status=sold`, 'abc', { sales: 3, takings: 215, items: 7 }],
    ['from=2026-03-01&to=2026-03-01&product=tea&status=sold', 'a', { sales: 1, takings: 50, items: 2 }],
  ])('with %s has %s', async (query, expected, total) => {
    expect(await found(query)).toBe(expected);
    expect((await list(query)).total).toEqual(total);
  });

  it('finds by member, and by the beginning of a number in small letters too', async () => {
    expect(await found(`member=${two.id}`)).toBe('cd');
    const number = sales.c?.transactionId ?? '';
    expect(await found(`number=${number.toLowerCase()}`)).toBe('c');
    expect(await found(`number=${number.slice(0, 9)}&${MARCH}&member=${two.id}`)).toBe('cd');
    expect(await found(`number=${number.slice(1)}`)).toBe('');
    expect(await found('number=%25')).toBe('');
  });

  it('comes newest first, page by page, each sale once, with the total of all pages', async () => {
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: TransactionListReply = await list(
        `member=${many.id}&limit=100${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.transactions.map(({ transaction_id }) => transaction_id));
      sizes.push(page.transactions.length);
      expect(page.total).toEqual({ sales: 205, takings: 205 * 25, items: 205 });
      cursor = page.next;
    }
    expect(sizes).toEqual([100, 100, 5]);
    expect(new Set(seen).size).toBe(205);
    expect(seen).toEqual([...seen].sort().reverse());
    expect((await list(`member=${many.id}`)).transactions).toHaveLength(50);
  });

  it.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'status=lost',
    'from=2026-02-30',
    'to=yesterday',
    'cursor=a%20b',
    'limit=1&limit=2',
  ])('with %s is refused', async (query) => {
    expect(await owner.send('GET', `transactions?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'bad_request', detail: expect.stringContaining(query.split('=')[0] ?? '') },
    });
  });

  it('shows one sale whole', async () => {
    const { transaction } = await owner.get(`transactions/${sales.d?.transactionId}`, TransactionReply);
    expect(transaction).toMatchObject({
      ...{ member: { id: two.id, name: two.name }, total: 25, void_reason: '+1 wrong' },
      ...{ voided_at: '2026-03-04T03:00:00.000Z', receipt_key: sales.d?.receiptKey },
      lines: [{ product_id: 'tea', quantity: 1, price: 25, subtotal: 25 }],
    });
  });
});

describe('voiding', () => {
  it('gives the stock back, takes the sale out of all sums, and happens once', async () => {
    const { daemon } = shop;
    const stock = async () =>
      (await owner.get('products', AdminProductsReply)).products.find(({ id }) => id === 'yuancui-tea')
        ?.stock;
    const before = await stock();
    const { transaction_id: number, receipt_key } = await sell(daemon);
    expect(await stock()).toBe((before ?? 0) - 1);
    const path = `transactions/${number}`;
    for (const reason of ['', '   ', 'x'.repeat(201), 5, null])
      expect((await owner.send('POST', `${path}/void`, { reason })).status).toBe(400);
    const reply = await owner.send('POST', `${path}/void`, { reason: ' 拿錯商品 ' });
    expect(reply).toMatchObject({
      status: 200,
      body: { transaction: { transaction_id: number, total: 150, void_reason: '拿錯商品' } },
    });
    const { voided_at } = reply.body.transaction;
    expect(await stock()).toBe(before);
    expect(await owner.send('POST', `${path}/void`, { reason: 'again' })).toMatchObject({
      status: 409,
      body: { code: 'already_voided' },
    });
    expect((await owner.get(path, TransactionReply)).transaction).toEqual(reply.body.transaction);
    expect(await stock()).toBe(before);
    expect((await list(`number=${number}`)).total).toEqual({ sales: 0, takings: 0, items: 0 });
    const receipt = await get(`${daemon.url}/api/receipts/${receipt_key}`);
    expect(receipt.body.receipt).toMatchObject({ transaction_id: number, voided_at });
  });

  it('by three at once happens once', async () => {
    const { transactionId } = await add(one.id, '2026-02-01T00:00:00.000Z', [tea(1)]);
    const replies = await Promise.all(
      ['one', 'two', 'three'].map((reason) =>
        owner.send('POST', `transactions/${transactionId}/void`, { reason }),
      ),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('of what is not there is refused', async () => {
    for (const number of ['none', 'T20260301-999999', '%25']) {
      const reply = await owner.send('POST', `transactions/${number}/void`, { reason: 'x' });
      expect(reply).toMatchObject({ status: 404, body: { code: 'transaction_unknown' } });
    }
  });
});

describe('the table', () => {
  it('has a line for each line of a sale, by the clock of the shop', async () => {
    const { rows, text, headers } = await csvOf('from=2026-03-01&to=2026-03-04');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="yolo1125-sales.csv"');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const number = (letter: string) => sales[letter]?.transactionId;
    const escaped = `"'=HYPERLINK(""http://x"",""茶,餅"")"`;
    expect(rows).toEqual([
      '\ufefftransaction_id,date,time,member,product_id,name,quantity,unit_price,subtotal,total,voided_at,void_reason',
      `${number('d')},2026-03-04,10:30:00,會員,tea,茶,1,25,25,25,2026-03-04T03:00:00.000Z,'+1 wrong`,
      `${number('c')},2026-03-04,10:00:00,會員,cake,${escaped},3,35,105,105,,`,
      `${number('b')},2026-03-02,00:30:00,會員,tea,茶,1,25,25,60,,`,
      `${number('b')},2026-03-02,00:30:00,會員,cake,${escaped},1,35,35,60,,`,
      `${number('a')},2026-03-01,23:30:00,會員,tea,茶,2,25,50,50,,`,
    ]);
  });

  it('follows the filter, and goes on over more sales than the store gives at once', async () => {
    const { rows } = await csvOf(`member=${many.id}&status=sold`);
    expect(rows).toHaveLength(1 + 205);
    expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(1 + 205);
    expect((await csvOf('from=2030-01-01')).rows).toHaveLength(1);
    expect((await owner.send('GET', 'transactions.csv?from=soon')).body.code).toBe('bad_request');
  });
});

describe('the report', () => {
  it('has every day and hour of its range, the products by takings, and what was voided', async () => {
    const report = await owner.get('reports?from=2026-02-28&to=2026-03-04', ReportReply);
    const none = { sales: 0, takings: 0, items: 0 };
    expect(report.days).toEqual([
      { date: '2026-02-28', ...none },
      { date: '2026-03-01', sales: 1, takings: 50, items: 2 },
      { date: '2026-03-02', sales: 1, takings: 60, items: 2 },
      { date: '2026-03-03', ...none },
      { date: '2026-03-04', sales: 1, takings: 105, items: 3 },
    ]);
    expect(report.hours).toHaveLength(24);
    expect(report.hours.filter(({ sales: count }) => count > 0)).toEqual([
      { hour: 0, sales: 1, takings: 60, items: 2 },
      { hour: 10, sales: 1, takings: 105, items: 3 },
      { hour: 23, sales: 1, takings: 50, items: 2 },
    ]);
    expect(report.total).toEqual({ sales: 3, takings: 215, items: 7 });
    expect(report.voided).toEqual({ sales: 1, amount: 25 });
    expect(report.products).toEqual([
      { product_id: 'cake', name: FORMULA, quantity: 4, takings: 140 },
      { product_id: 'tea', name: '茶', quantity: 3, takings: 75 },
    ]);
    expect(report.low_stock).toEqual([]);
    await owner.send('PATCH', 'products/cake', { stock: 5 });
    const again = await owner.get('reports?from=2026-03-04&to=2026-03-04', ReportReply);
    expect(again.low_stock).toEqual([{ product_id: 'cake', name: FORMULA, stock: 5 }]);
  });

  it.each([
    ['reversed', 'from=2026-03-02&to=2026-03-01', 'from'],
    ['longer than a year', 'from=2025-01-01&to=2026-01-02', 'to'],
    ['without an end', 'from=2025-01-01', 'to'],
    ['of no days', 'from=2026-02-30&to=2026-03-01', 'from'],
    ['at the end of time', 'from=9998-01-01&to=9999-12-31', 'to'],
  ])('over a range that is %s is refused', async (_, query, field) => {
    const { status, body } = await owner.send('GET', `reports?${query}`);
    expect([status, body.code]).toEqual([400, 'bad_request']);
    expect(body.detail).toMatch(new RegExp(`^${field}: `));
  });

  it('over a whole leap year is given', async () => {
    expect((await owner.get('reports?from=2024-01-01&to=2024-12-31', ReportReply)).days).toHaveLength(366);
  });
});

it('a member who is forgotten is in no row and no table, and the sales stay', async () => {
  const total = (await list(`member=${two.id}`)).total;
  await owner.send('DELETE', `members/${two.id}`);
  expect(await found(`member=${two.id}`)).toBe('');
  expect((await list('member=forgotten')).total).toEqual(total);
  const { transactions } = await list('from=2026-03-04&to=2026-03-04');
  expect(transactions.map(({ member: who }) => who)).toEqual([null, null]);
  const { rows } = await csvOf('from=2026-03-04&to=2026-03-04');
  expect(rows[1]).toContain(',10:30:00,,tea,');
  expect(rows.join()).not.toContain(two.id);
});
