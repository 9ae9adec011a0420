import { useState } from 'preact/hooks';
import { addressFromCounter } from '../address';
import { BillFacts } from '../bill/BillFacts';
import { BillLines } from '../bill/BillLines';
import { VoidedNote } from '../bill/VoidedNote';
import { billWords } from '../bill/words';
import { formatMinute, formatMoney } from '../format';
import type { ReceiptView } from '../types';
import { words } from './words';

const AT_ONCE = 10;

function Receipt({ receipt, sessionId }: { receipt: ReceiptView; sessionId: string | null }) {
  const address = `/receipt/${receipt.receipt_key}`;
  return (
    <details class="me-receipt">
      <summary>
        <span class="me-receipt-day">{formatMinute(receipt.created_at)}</span>
        {receipt.voided_at !== null && <strong class="voided voided-mark">{billWords.value.voided}</strong>}
        <span class={`me-receipt-total number ${receipt.voided_at === null ? '' : 'is-voided'}`}>
          {formatMoney(receipt.total)}
        </span>
      </summary>
      <VoidedNote receipt={receipt} />
      <BillFacts receipt={receipt} />
      <BillLines lines={receipt.lines} total={receipt.total} totalQuantity={receipt.total_quantity} />
      <a class="button" href={sessionId === null ? address : addressFromCounter(address, sessionId)}>
        {words.value.receipts.open}
      </a>
    </details>
  );
}

interface Props {
  /** Newest first. */
  readonly receipts: readonly ReceiptView[];
  readonly sessionId: string | null;
}

/** What was bought, a sale a line that opens; the newest, and more when asked for. */
export function Receipts({ receipts, sessionId }: Props) {
  const t = words.value.receipts;
  const [most, setMost] = useState(AT_ONCE);
  const shown = receipts.slice(0, most);
  const rest = Math.min(AT_ONCE, receipts.length - shown.length);
  return (
    <section class="panel" aria-labelledby="receipts-title">
      <h2 id="receipts-title" class="panel-title">
        {t.title}
      </h2>
      {receipts.length === 0 && <p class="muted">{t.none}</p>}
      <ul class="me-receipts">
        {shown.map((receipt) => (
          <li key={receipt.transaction_id}>
            <Receipt receipt={receipt} sessionId={sessionId} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <div class="me-more">
          <p class="muted" role="status">
            {t.shown(shown.length, receipts.length)}
          </p>
          <button type="button" class="button" onClick={() => setMost(most + AT_ONCE)}>
            {t.more(rest)}
          </button>
        </div>
      )}
    </section>
  );
}
