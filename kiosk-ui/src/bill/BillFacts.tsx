import { formatTime } from '../format';
import type { ReceiptView } from '../types';
import { billWords } from './words';

/** Which sale it is, and when it was. */
export function BillFacts({ receipt }: { receipt: ReceiptView }) {
  const t = billWords.value;
  return (
    <dl class="bill-facts">
      <div>
        <dt>{t.number}</dt>
        <dd class="number">{receipt.transaction_id}</dd>
      </div>
      <div>
        <dt>{t.time}</dt>
        <dd>
          <time dateTime={receipt.created_at}>{formatTime(receipt.created_at)}</time>
        </dd>
      </div>
    </dl>
  );
}
