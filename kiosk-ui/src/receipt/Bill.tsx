import { BillFacts } from '../bill/BillFacts';
import { BillLines } from '../bill/BillLines';
import { VoidedNote } from '../bill/VoidedNote';
import { Icon } from '../components/Icon';
import { pageWords } from '../page/words';
import type { ReceiptView } from '../types';
import { words } from './words';

/** The receipt itself; on paper it stands alone. */
export function Bill({ receipt }: { receipt: ReceiptView }) {
  const t = words.value;
  return (
    <>
      <article class="panel paper" aria-labelledby="receipt-title">
        <h1 id="receipt-title" class="panel-title">
          {t.title}
        </h1>
        <p class="muted">{pageWords.value.shopName} YOLO1125</p>
        <VoidedNote receipt={receipt} />
        <BillFacts receipt={receipt} />
        <BillLines lines={receipt.lines} total={receipt.total} totalQuantity={receipt.total_quantity} />
      </article>
      <button type="button" class="button large print" onClick={() => window.print()}>
        <Icon name="print" />
        {t.print}
      </button>
    </>
  );
}
