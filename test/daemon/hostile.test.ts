/** Requests that no page of ours sends: each is refused in our words, nothing outside is read, and the daemon lives on. */
import { request as ask } from 'node:http';
import Router from '@koa/router';
import { beforeAll, describe, expect, it } from 'vitest';
import { addAdminRoutes } from '../../src/daemon/http/admin/index.js';
import { ERRORS, MembersReply, ProductsReply } from '../../src/protocol/index.js';
import { get, type Json } from '../support/client.js';
import { sharedDaemon } from '../support/daemon.js';
import { type Owner, signInAsOwner } from '../support/owner.js';
import { sell } from '../support/shopper.js';

const shop = sharedDaemon({ env: { TZ: 'America/New_York' } });
let owner: Owner;
beforeAll(async () => {
  owner = await signInAsOwner(shop.daemon.url);
});

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Sends a path as it stands, which `fetch` and browsers do not. */
function raw(method: string, path: string, headers: Record<string, string> = {}, body?: Buffer | string) {
  return new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = new URL(shop.daemon.url);
    const sent = ask({ hostname, port, method, path, headers }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk) => chunks.push(chunk));
      reply.once('end', () => {
        const type = reply.headers['content-type'] ?? '';
        resolve({ status: reply.statusCode ?? 0, type, text: Buffer.concat(chunks).toString('latin1') });
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

const asOwner = (): Record<string, string> => ({ Cookie: owner.cookie });

function expectRefusal({ status, type, text }: Answer): void {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(type).toMatch(/json/);
  const body: Json = JSON.parse(text);
  expect(body.success).toBe(false);
  expect(Object.keys(ERRORS)).toContain(body.code);
}

/** Ways out of a folder, and what no decoder likes. */
const TRICKS = [
  '../package.json',
  '../../package.json',
  '../../../package.json',
  '%2e%2e/%2e%2e/package.json',
  '..%2f..%2f..%2fpackage.json',
  '..%5c..%5cpackage.json',
  '%252e%252e%252fpackage.json',
  '....//package.json',
  '/etc/passwd',
  '%2fetc%2fpasswd',
  '../../data/master.key',
  '..%2fyolo1125.db',
  '%00',
  'x%00.jpg',
  '%',
  '%zz',
  '%E0%A4%A',
  '%ff%fe',
  '.',
  '..',
  ';x',
  '__proto__',
  'constructor',
  `${'x'.repeat(5_000)}`,
];
const FOLDERS = [
  '/',
  '/admin/',
  '/me/',
  '/receipt/',
  '/pictures/',
  '/static/',
  '/samples/',
  '/samples/one-item/frames/',
];
const OUTSIDE = /"devDependencies"|SQLite format|root:.*:0:0/;

describe('paths', () => {
  it.each(FOLDERS)('below %s lead nowhere outside', async (folder) => {
    for (const trick of TRICKS) {
      const answer = await raw('GET', folder + trick);
      expect([trick, answer.status < 500], answer.text).toEqual([trick, true]);
      expect(answer.text).not.toMatch(OUTSIDE);
      if (answer.status >= 400) expectRefusal(answer);
      else expect(answer.type).toMatch(/^text\/html/);
    }
  });

  it.each([
    ...['products', 'members', 'transactions'].map((name) => `/api/admin/${name}/`),
    ...['/api/receipts/', '/api/transactions/', '/api/', '/api/admin/', '/pictures/'],
  ])('below %s name nothing that is not there', async (folder) => {
    for (const trick of TRICKS.filter((name) => name !== '.')) {
      if (`${folder}${trick}` === '/api/admin/..') continue;
      const answer = await raw('GET', folder + trick, asOwner());
      expect([trick, answer.status < 500], answer.text).toEqual([trick, true]);
      if (answer.status !== 200) expectRefusal(answer);
    }
  });

  it('of pages and pictures take no writing', async () => {
    for (const path of ['/', '/admin', '/admin/products', '/me', '/receipt/x', '/pictures/yuancui-tea'])
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'TRACE'])
        expectRefusal(await raw(method, path, asOwner()));
  });
});

/** The owner's routes that take a body, as the router knows them; nothing of them is run here. */
function writingRoutes(): readonly (readonly [string, string])[] {
  const router = new Router();
  addAdminRoutes(router, { store: { as: () => null } } as never, {} as never, (() => {}) as never);
  return router.stack
    .flatMap(({ path, methods }) => methods.map((method) => [method, String(path)] as const))
    .filter(([method]) => ['POST', 'PATCH', 'PUT'].includes(method))
    .map(([method, path]) => [method, path.replace(':id', 'yuancui-tea')] as const);
}

const POSTED = ['login', 'checkout', 'register', 'identity', 'me/sign-in', 'me/forget'].map(
  (path) => ['POST', `/api/${path}`] as const,
);
const JSON_TYPE = { 'Content-Type': 'application/json' };
const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
const BODIES: readonly (readonly [Record<string, string>, Buffer | string])[] = [
  [JSON_TYPE, '{"phone":'],
  [JSON_TYPE, 'null'],
  [JSON_TYPE, '"text"'],
  [JSON_TYPE, '5'],
  [JSON_TYPE, '[]'],
  [JSON_TYPE, '[{"id":"x"}]'],
  [JSON_TYPE, '{"__proto__":{"success":true},"constructor":{"prototype":{}}}'],
  [JSON_TYPE, `{"deep":${deep}}`],
  [
    JSON_TYPE,
    JSON.stringify({ session_id: {}, phone: [], pin: 1, password: {}, reason: [], name: 5, id: {} }),
  ],
  [JSON_TYPE, JSON.stringify({ session_id: 'x'.repeat(65_536) })],
  [JSON_TYPE, Buffer.from([0xff, 0xfe, 0x00, 0x7b])],
  [{ 'Content-Type': 'application/json; charset=utf-7' }, '{}'],
  [{ ...JSON_TYPE, 'Content-Encoding': 'gzip' }, 'this is no gzip'],
  [{ ...JSON_TYPE, 'Content-Encoding': 'none-such' }, '{}'],
  [{ 'Content-Type': 'application/x-www-form-urlencoded' }, 'phone=0900000000&pin=1125'],
  [{ 'Content-Type': 'text/plain' }, '{"phone":"0900000000","pin":"1125","session_id":"x"}'],
  [{}, ''],
];

describe('bodies', () => {
  // A sign-out takes whatever comes, because it must always work.
  const routes = [...writingRoutes(), ...POSTED].filter(([, path]) => !path.endsWith('/sign-out'));

  it('of all routes that take one are tried', () => expect(routes.length).toBeGreaterThanOrEqual(14));

  it.each(routes)('%s %s refuses what it cannot read or is not what it takes', async (method, path) => {
    for (const [headers, body] of BODIES)
      expectRefusal(await raw(method, path, { ...asOwner(), ...headers }, body));
  });
});

describe('values', () => {
  it.each([
    'transactions?from[]=1',
    'transactions?number=%00',
    'transactions?number=%25_',
    `transactions?number=${'T'.repeat(33)}`,
    'transactions?cursor=NaN',
    'transactions?cursor=-1',
    'transactions?cursor=99999999999999999999999',
    'transactions?limit=1e9',
    'transactions?limit=9007199254740993',
    'transactions?member[$ne]=x',
    'transactions?from=0000-01-01&to=0000-01-01',
    'transactions.csv?to=9999-12-31',
    'reports?from=0001-01-01&to=0001-12-31',
    'reports?from=9999-12-30&to=9999-12-31',
    'reports?from=-000001-01-01&to=2026-01-01',
    `me?session_id=${'x'.repeat(300)}`,
  ])('in the query %s do no harm', async (query) => {
    const answer = await raw('GET', `/api/admin/${query}`, asOwner());
    if (answer.status !== 200) expectRefusal(answer);
  });

  it('the last day that there is comes after all sales', async () => {
    const { transaction_id } = await sell(shop.daemon);
    const { body } = await owner.send('GET', 'transactions?to=9999-12-31');
    expect(body).toMatchObject({ transactions: [{ transaction_id }], total: { sales: 1 } });
  });

  it.each([
    ['a zero byte', 'a\u0000b'],
    ['half a character', 'a\ud800b'],
  ])('a text with %s, which no store keeps, is refused', async (_, text) => {
    const refused = async (method: string, path: string, body: object) =>
      expect(await owner.send(method, path, body)).toMatchObject({
        status: 400,
        body: { code: 'bad_request' },
      });
    await refused('PATCH', 'products/sarsi', { name: text });
    await refused('PATCH', 'products/sarsi', { class_name: text });
    await refused('POST', 'products', { id: 'hostile', name: text, price: 1 });
    await refused('POST', 'transactions/none/void', { reason: text });
    const [member] = (await owner.get('members', MembersReply)).members;
    await refused('PATCH', `members/${member?.id}`, { name: text });
  });

  it.each([
    ['marks that turn the line around', '\u202ea'],
    ['markup', '<script>alert(1)</script>'],
    ['a quote and a statement', "'; DROP TABLE products; --"],
    ['eighty characters of several bytes each', '茶'.repeat(80)],
  ])('a name with %s is kept as it is', async (_, name) => {
    expect(await owner.send('PATCH', 'products/sarsi', { name })).toMatchObject({
      body: { product: { name } },
    });
    const { status, body } = await get(`${shop.daemon.url}/api/products`);
    expect(status).toBe(200);
    ProductsReply.parse(body);
  });
});

it('and after all of it the shop is open, and nothing was a fault of its own', async () => {
  expect((await get(`${shop.daemon.url}/readyz`)).status).toBe(200);
  expect((await owner.send('GET', 'today')).status).toBe(200);
  expect(shop.daemon.log()).not.toMatch(/request failed|fault inside/);
});
