/**
 * The shop's store on a MongoDB server. The driver looks after its connections, but one that was being made while the server
 * died can leave it waiting for ever for an answer; then the store goes on with a new client.
 */
import type { Actor, Store } from '../../shop/index.js';
import { openLine } from './line.js';
import type { StoreListeners } from './open.js';

type AnyMethod = (...args: unknown[]) => unknown;

/**
 * Opens the store of a MongoDB address.
 * @throws Error when the database cannot be reached, was used by a newer program, or holds half a copy
 */
export async function openMongoStore(uri: string, listeners: StoreListeners = {}): Promise<Store> {
  let isClosed = false;
  let line = await openLine(uri, listeners, renew);

  async function renew(): Promise<void> {
    const next = await openLine(uri, listeners, renew);
    const old = line;
    if (isClosed) return next.close();
    line = next;
    listeners.onFault?.(new Error('the connection to the database did not recover, and was made anew'));
    // What still waits there is told that it failed.
    old.close().catch(() => {});
  }

  /** The same methods, on whatever line there is when they are called. */
  function as(actor: Actor): Store {
    let known = { line, store: line.as(actor) };
    const now = () => {
      if (known.line !== line) known = { line, store: line.as(actor) };
      return known.store;
    };
    const names = Object.keys(known.store) as (keyof Store)[];
    const methods = names.map((name) => [name, (...args: unknown[]) => (now()[name] as AnyMethod)(...args)]);
    const close = () => {
      isClosed = true;
      return line.close();
    };
    return { ...(Object.fromEntries(methods) as Store), as, close };
  }
  return as('cli');
}
