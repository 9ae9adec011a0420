/** The daemon's HTTP API, as a program calls it. */
import type { CheckoutReply, ErrorBody, LoginReply, ProductsReply } from '../../protocol/index.js';
import { CliError } from '../fail.js';

export interface ShopClient {
  products(): Promise<ProductsReply>;
  signIn(phone: string, pin: string): Promise<LoginReply>;
  checkout(idempotencyKey: string): Promise<CheckoutReply>;
}

/** @param origin e.g. `http://127.0.0.1:8000` */
export function createShopClient(origin: string, sessionId: string): ShopClient {
  return {
    products: () => call(`${origin}/api/products`),
    signIn: (phone, pin) => call(`${origin}/api/login`, { session_id: sessionId, phone, pin }),
    checkout: (key) => call(`${origin}/api/checkout`, { session_id: sessionId }, { 'Idempotency-Key': key }),
  };
}

async function call<T>(url: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(url, {
    ...init,
    headers: { 'Content-Type': 'application/json', ...headers },
    signal: AbortSignal.timeout(10_000),
  }).catch((error: Error & { cause?: Error }) => {
    throw new CliError(`cannot reach ${new URL(url).origin}: ${error.cause?.message ?? error.message}`);
  });
  const reply: unknown = await response.json().catch(() => null);
  if (response.ok && reply !== null) return reply as T;
  const { message, message_en, detail } = (reply ?? {}) as Partial<ErrorBody>;
  const text = [message, message_en, detail].filter(Boolean).join(' · ');
  throw new CliError(`the daemon refused ${new URL(url).pathname}: ${text || `HTTP ${response.status}`}`);
}
