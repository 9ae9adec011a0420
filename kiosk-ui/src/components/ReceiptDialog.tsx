import { BillFacts } from '../bill/BillFacts';
import { BillLines } from '../bill/BillLines';
import { closeReceipt } from '../events';
import { texts } from '../i18n';
import { placeOfReceipt } from '../receipt-place';
import { kiosk } from '../state';
import type { ReceiptView } from '../types';
import { Icon } from './Icon';
import { Modal } from './Modal';
import { ReceiptTake } from './ReceiptTake';
import { useSecondsUntil } from './use-seconds';
import { useUntouched } from './use-untouched';

const SHOWN_MS = 30_000;

/** The sale that was stored. Goes by itself after a while without a touch, for the next customer. */
export function ReceiptDialog({ receipt }: { receipt: ReceiptView }) {
  const t = texts.value.receipt;
  const seconds = useSecondsUntil(useUntouched(SHOWN_MS, closeReceipt)) ?? 0;
  const place = placeOfReceipt(receipt.receipt_key, kiosk.value, location);
  return (
    <Modal
      titleId="receipt-title"
      className={`receipt ${place === null ? '' : 'has-qr'}`}
      onClose={closeReceipt}
    >
      <div class="receipt-sides">
        <div class="receipt-head">
          <span class="receipt-mark">
            <Icon name="check" />
          </span>
          <h2 id="receipt-title" class="modal-title">
            {t.title}
          </h2>
          <p class="muted">{t.thanks}</p>
        </div>
        <div class="receipt-bill">
          <BillFacts receipt={receipt} />
          <BillLines lines={receipt.lines} total={receipt.total} totalQuantity={receipt.total_quantity} />
        </div>
        <ReceiptTake receiptKey={receipt.receipt_key} place={place} />
      </div>
      <div class="modal-actions">
        <button type="button" class="button primary large" data-first-focus onClick={closeReceipt}>
          {t.done}
        </button>
      </div>
      <p class="receipt-note" aria-hidden="true">
        {t.closesIn(seconds)}
      </p>
    </Modal>
  );
}
