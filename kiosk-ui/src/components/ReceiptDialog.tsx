import { useEffect, useState } from 'preact/hooks';
import { closeReceipt } from '../events';
import { formatTime, texts } from '../i18n';
import type { ReceiptView } from '../types';
import { BillLines } from './BillLines';
import { Icon } from './Icon';
import { Modal } from './Modal';
import { useSecondsUntil } from './use-seconds';

const SHOWN_MS = 30_000;

/** The sale that was stored. Goes by itself after a while without a touch, for the next customer. */
export function ReceiptDialog({ receipt }: { receipt: ReceiptView }) {
  const t = texts.value;
  const [closesAt, setClosesAt] = useState(() => Date.now() + SHOWN_MS);
  const seconds = useSecondsUntil(closesAt) ?? 0;
  useEffect(() => {
    const timer = window.setTimeout(closeReceipt, closesAt - Date.now());
    return () => clearTimeout(timer);
  }, [closesAt]);
  useEffect(() => {
    const stay = () => setClosesAt(Date.now() + SHOWN_MS);
    document.addEventListener('pointerdown', stay);
    document.addEventListener('keydown', stay);
    return () => {
      document.removeEventListener('pointerdown', stay);
      document.removeEventListener('keydown', stay);
    };
  }, []);
  return (
    <Modal titleId="receipt-title" className="receipt" onClose={closeReceipt}>
      <div class="receipt-head">
        <span class="receipt-mark">
          <Icon name="check" />
        </span>
        <h2 id="receipt-title" class="modal-title">
          {t.receipt.title}
        </h2>
        <p class="muted">{t.receipt.thanks}</p>
      </div>
      <dl class="receipt-facts">
        <div>
          <dt>{t.receipt.number}</dt>
          <dd class="number">{receipt.transaction_id}</dd>
        </div>
        <div>
          <dt>{t.receipt.time}</dt>
          <dd>
            <time dateTime={receipt.created_at}>{formatTime(receipt.created_at)}</time>
          </dd>
        </div>
      </dl>
      <BillLines lines={receipt.lines} total={receipt.total} totalQuantity={receipt.total_quantity} />
      <div class="modal-actions">
        <button type="button" class="button primary large" data-first-focus onClick={closeReceipt}>
          {t.receipt.done}
        </button>
      </div>
      <p class="receipt-note" aria-hidden="true">
        {t.receipt.closesIn(seconds)}
      </p>
    </Modal>
  );
}
