/** Thousands of damaged HTTP bodies: each is answered in our words, none with a fault of the daemon's own. */
import { ERRORS } from '../../../src/protocol/index.js';
import { PHONE } from '../../support/daemon.js';
import { createDice, type Dice } from './dice.js';
import { spoilText } from './json.js';

const ROUTES: readonly (readonly [string, string, Record<string, unknown>])[] = [
  ['POST', '/api/login', { session_id: 'fuzz', phone: PHONE, pin: '12' }],
  ['POST', '/api/checkout', { session_id: 'fuzz', expected_total: 150 }],
  ['POST', '/api/register', { session_id: 'fuzz', name: '會員', phone: '0912', consent: true }],
  ['POST', '/api/identity', { session_id: 'fuzz', answer: 'yes' }],
  ['POST', '/api/me/sign-in', { phone: '0912', pin: '12' }],
  ['POST', '/api/me/forget', { session_id: 'fuzz', what: 'face' }],
  ['PATCH', '/api/admin/products/yuancui-tea', { price: 150, stock: 5, active: true, name: '元翠茶' }],
  ['POST', '/api/admin/products', { id: 'x', name: 'x', price: -1, stock: 1 }],
  ['POST', '/api/admin/transactions/T1/void', { reason: 'r' }],
];
const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
];
const AT_ONCE = 8;

/** @returns how many were answered with each status */
export async function fuzzBodies(
  url: string,
  cookie: string,
  seed: number,
  requests: number,
): Promise<ReadonlyMap<number, number>> {
  const dice = createDice(seed);
  const statuses = new Map<number, number>();
  for (let left = requests; left > 0; left -= AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, left) }, () => ask(url, cookie, dice, seed));
    for (const status of await Promise.all(batch)) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  return statuses;
}

async function ask(url: string, cookie: string, dice: Dice, seed: number): Promise<number> {
  const [method, path, fields] = dice.pick(ROUTES);
  const body = spoilText(dice, fields);
  const type = dice.roll() < 0.9 ? 'application/json' : dice.pick(TYPES);
  const reply = await fetch(`${url}${path}`, {
    method,
    body,
    headers: { 'Content-Type': type, Cookie: cookie },
  });
  const text = await reply.text();
  const told = `${method} ${path} ${body.slice(0, 200)} → ${reply.status} ${text.slice(0, 200)} (seed ${seed})`;
  const said = JSON.parse(text) as { success?: unknown; code?: string };
  // Without faces, which the daemon of these runs has not, what is about them is refused with 503.
  if (reply.status >= 500 && said.code !== 'faces_unavailable')
    throw new Error(`a fault of the daemon's own: ${told}`);
  if (reply.status >= 400 && (said.success !== false || !Object.hasOwn(ERRORS, said.code ?? '')))
    throw new Error(`not in our words: ${told}`);
  return reply.status;
}
