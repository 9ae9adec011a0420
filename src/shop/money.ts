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

/** What orders come to together, whole NT$. */
export function takingsOf(orders: readonly { readonly total: number }[]): number {
  return orders.reduce((sum, { total }) => sum + total, 0);
}
