/** Money is whole NT$ and is added up here and nowhere else. */

export interface PricedLine {
  readonly quantity: number;
  /** Whole NT$. */
  readonly unitPrice: number;
}

/** Price of one line, whole NT$. */
export function subtotalOf(line: PricedLine): number {
  return line.quantity * line.unitPrice;
}

/** Price of a cart or an order, whole NT$. */
export function totalOf(lines: readonly PricedLine[]): number {
  return lines.reduce((sum, line) => sum + subtotalOf(line), 0);
}

/** Number of physical items. */
export function quantityOf(lines: readonly PricedLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** What orders come to together, whole NT$; those that were voided come to nothing. */
export function takingsOf(
  orders: readonly { readonly total: number; readonly voided: object | null }[],
): number {
  return soldOf(orders).reduce((sum, { total }) => sum + total, 0);
}

/** Orders without those that were voided. */
export function soldOf<T extends { readonly voided: object | null }>(orders: readonly T[]): readonly T[] {
  return orders.filter(({ voided }) => voided === null);
}
