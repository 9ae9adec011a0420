import { texts } from '../../i18n';

/** `12 件`, or that nobody counts them. */
export function stockText(stock: number | null): string {
  return stock === null ? texts.value.catalogue.products.notCounted : texts.value.units.items(stock);
}
