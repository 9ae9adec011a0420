/** A cart that follows what lies on a tray. */
import type { Cart, CartLine } from './cart.js';
import type { Product } from './catalogue.js';

/** Products and how many of each lie there, 1 or more. */
export type TrayCounts = ReadonlyMap<string, { readonly product: Product; readonly quantity: number }>;

export interface FollowedCart {
  readonly cart: Cart;
  /** What went out of the cart, each line with the number of items that went. */
  readonly removed: readonly CartLine[];
}

/**
 * The cart with as many items of each product as lie there; new lines come last, at the catalogue's price.
 * @param fixed products whose lines stay as they are
 * @param mayShrink false while what is missing may only not have been seen yet: nothing is taken out then
 */
export function followTray(
  cart: Cart,
  counts: TrayCounts,
  { fixed, mayShrink }: { readonly fixed: ReadonlySet<string>; readonly mayShrink: boolean },
): FollowedCart {
  const wanted = (line: CartLine): number => {
    if (fixed.has(line.productId)) return line.quantity;
    const lying = counts.get(line.productId)?.quantity ?? 0;
    return mayShrink ? lying : Math.max(line.quantity, lying);
  };
  const followed = cart.map((line) => ({ ...line, quantity: wanted(line) }));
  const removed = cart.flatMap((line, index) => {
    const gone = line.quantity - (followed[index]?.quantity ?? 0);
    return gone > 0 ? [{ ...line, quantity: gone }] : [];
  });
  const added = [...counts.values()].flatMap(({ product: { id, name, price }, quantity }) =>
    fixed.has(id) || cart.some(({ productId }) => productId === id)
      ? []
      : [{ productId: id, name, quantity, unitPrice: price }],
  );
  return { cart: [...followed.filter(({ quantity }) => quantity > 0), ...added], removed };
}

/** Whether two carts hold the same items at the same prices, in the same order. */
export function isSameCart(one: Cart, other: Cart): boolean {
  return (
    one.length === other.length &&
    one.every((line, index) => {
      const twin = other[index];
      return (
        line.productId === twin?.productId &&
        line.quantity === twin.quantity &&
        line.unitPrice === twin.unitPrice
      );
    })
  );
}
