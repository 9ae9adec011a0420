/** A cart is a list of lines; every change returns a new list. */
import { AppError, type CartView } from '../protocol/index.js';
import type { Product } from './catalogue.js';
import { quantityOf, subtotalOf, totalOf } from './money.js';

export interface CartLine {
  readonly productId: string;
  readonly name: string;
  /** 1 or more. */
  readonly quantity: number;
  /** Whole NT$, as it was when the first item of this line was added. */
  readonly unitPrice: number;
}

export type Cart = readonly CartLine[];

/** One more item of a product, at the price the catalogue has now for a new line. */
export function addItem(cart: Cart, product: Product): Cart {
  if (!cart.some((line) => line.productId === product.id)) {
    return [...cart, { productId: product.id, name: product.name, quantity: 1, unitPrice: product.price }];
  }
  return cart.map((line) =>
    line.productId === product.id ? { ...line, quantity: line.quantity + 1 } : line,
  );
}

/**
 * Sets how many items a line has; 0 removes it.
 * @throws AppError `bad_index` when there is no such line
 */
export function setQuantity(cart: Cart, index: number, quantity: number): Cart {
  if (index < 0 || index >= cart.length) {
    throw new AppError('bad_index', `index ${index}, the cart has ${cart.length} lines`);
  }
  if (quantity === 0) return cart.filter((_, position) => position !== index);
  return cart.map((line, position) => (position === index ? { ...line, quantity } : line));
}

/**
 * Where the line is that a customer means. The product decides where it is named: the cart may have changed since the
 * customer saw it, and another line may stand at that index now.
 * @throws AppError `bad_index` when no line sells this product
 */
export function indexOfLine(cart: Cart, index: number, productId: string | undefined): number {
  if (productId === undefined || cart[index]?.productId === productId) return index;
  const found = cart.findIndex((line) => line.productId === productId);
  if (found < 0) throw new AppError('bad_index', `no line of the cart sells product ${productId}`);
  return found;
}

/** Two carts of one customer as one; a product that is in both has the price of the newer. */
export function joinCarts(older: Cart, newer: Cart): Cart {
  const added = newer.filter(({ productId }) => !older.some((line) => line.productId === productId));
  const joined = older.map((line) => {
    const again = newer.find(({ productId }) => productId === line.productId);
    return again ? { ...again, quantity: line.quantity + again.quantity } : line;
  });
  return [...joined, ...added];
}

/** What is left of a cart when the items of a sale are taken out of it. */
export function withoutSold(cart: Cart, sold: Cart): Cart {
  const soldOf = (productId: string) => quantityOf(sold.filter((line) => line.productId === productId));
  return cart
    .map((line) => ({ ...line, quantity: line.quantity - soldOf(line.productId) }))
    .filter(({ quantity }) => quantity > 0);
}

/** The cart with today's prices, as a customer must see it before paying a changed price. */
export function reprice(cart: Cart, priceOf: (productId: string) => number | undefined): Cart {
  return cart.map((line) => ({ ...line, unitPrice: priceOf(line.productId) ?? line.unitPrice }));
}

/** The cart as it goes over the wire. */
export function viewCart(cart: Cart): CartView {
  return {
    cart: cart.map((line) => ({
      product_id: line.productId,
      name: line.name,
      quantity: line.quantity,
      price: line.unitPrice,
      subtotal: subtotalOf(line),
    })),
    total: totalOf(cart),
    total_quantity: quantityOf(cart),
  };
}
