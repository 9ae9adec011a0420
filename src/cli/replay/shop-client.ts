/** The daemon's HTTP API, as a program calls it. */
import { askJson } from '../../edge/index.js';
import type { CheckoutReply, ErrorBody, LoginReply, ProductsReply } from '../../protocol/index.js';
import type { Credentials } from '../credentials.js';
import { CliError } from '../fail.js';

export interface ShopClient {
  products(): Promise<ProductsReply>;
  signIn(phone: string, pin: string): Promise<LoginReply>;
  checkout(idempotencyKey: string): Promise<CheckoutReply>;
}

/** How the daemon is asked. */
export interface ShopAccess extends Credentials {
  /** Of the session, where its id is the digest of one. */
  readonly secret?: string | undefined;
}

const PATIENCE_MS = 10_000;

/** @param origin e.g. `http://127.0.0.1:8000` */
export function createShopClient(origin: string, sessionId: string, access: ShopAccess = {}): ShopClient {
  const { token, ca, secret } = access;

  async function call<T>(path: string, body?: object, more: Record<string, string> = {}): Promise<T> {
    const headers = {
      'Content-Type': 'application/json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(secret === undefined ? {} : { 'X-Session-Secret': secret }),
      ...more,
    };
    const sent = body === undefined ? {} : { method: 'POST' as const, body: JSON.stringify(body) };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const { status, body: reply } = await askJson(origin + path, { ...sent, headers, ca, signal }).catch(
      (error: Error) => {
        throw new CliError(`cannot reach ${origin}: ${error.message}`);
      },
    );
    if (status === 200 && reply !== null) return reply as T;
    const { message, message_en, detail } = (reply ?? {}) as Partial<ErrorBody>;
    const text = [message, message_en, detail].filter(Boolean).join(' · ');
    throw new CliError(`the daemon refused ${path}: ${text || `HTTP ${status}`}`);
  }

  const session = { session_id: sessionId };
  return {
    products: () => call('/api/products'),
    signIn: (phone, pin) => call('/api/login', { ...session, phone, pin }),
    checkout: (key) => call('/api/checkout', session, { 'Idempotency-Key': key }),
  };
}
