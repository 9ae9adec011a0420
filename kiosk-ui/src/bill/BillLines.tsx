import { formatMoney } from '../format';
import type { CartLineView } from '../types';
import { billWords } from './words';

interface Props {
  readonly lines: readonly CartLineView[];
  readonly total: number;
  readonly totalQuantity: number;
}

/** Lines and total as on a paper bill: for the last look before paying, and for the receipt. */
export function BillLines({ lines, total, totalQuantity }: Props) {
  const t = billWords.value;
  return (
    <div class="bill">
      <ul class="bill-lines" aria-label={t.lines}>
        {lines.map((line) => (
          <li key={`${line.product_id}@${line.price}`} class="bill-line">
            <span class="bill-name">{line.name}</span>
            <span class="bill-times number">
              {formatMoney(line.price)} × {line.quantity}
            </span>
            <span class="bill-subtotal number">{formatMoney(line.subtotal)}</span>
          </li>
        ))}
      </ul>
      <p class="bill-total">
        <span>
          {t.total} <span class="muted">({t.items(totalQuantity)})</span>
        </span>
        <strong class="number">{formatMoney(total)}</strong>
      </p>
    </div>
  );
}
