/** What a database says when it fails, in the words of the catalogue. */
import { AppError } from '../protocol/index.js';
import type { Store } from '../shop/index.js';

type AnyMethod = (...args: unknown[]) => Promise<unknown>;

/**
 * The same store, whose database errors (disk full, file gone, locked, server away) are the catalogue's.
 * @param onFault told what the database said
 * @param check called before each method; what it throws is the method's answer
 */
export function translateFaults(
  store: Store,
  onFault: (error: unknown) => void,
  check: () => void = () => {},
): Store {
  const guard =
    (method: AnyMethod): AnyMethod =>
    async (...args) => {
      try {
        check();
        return await method(...args);
      } catch (error) {
        if (error instanceof AppError) throw error;
        onFault(error);
        throw new AppError('store_unavailable');
      }
    };
  const { as, ...methods } = store;
  const guarded = Object.entries(methods as unknown as Record<string, AnyMethod>).map(([name, method]) => [
    name,
    guard(method),
  ]);
  return { ...(Object.fromEntries(guarded) as Omit<Store, 'as'>), as };
}
