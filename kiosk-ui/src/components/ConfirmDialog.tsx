import { useState } from 'preact/hooks';
import { pay } from '../actions';
import { BillLines } from '../bill/BillLines';
import { useCounter } from '../counter';
import { formatMoney, refusalText, texts } from '../i18n';
import { cart, dialog, isOpen } from '../state';
import type { Refusal } from '../types';
import { Modal } from './Modal';

function close(): void {
  dialog.value = 'none';
}

/** The last look before paying. It shows the cart as it is now, and pays exactly what it shows. */
export function ConfirmDialog() {
  const counter = useCounter();
  const t = texts.value;
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { cart: lines, total, total_quantity } = cart.value;

  async function confirm(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    setRefusal(await pay(counter));
    setBusy(false);
  }

  return (
    <Modal titleId="confirm-title" onClose={() => !busy && close()}>
      <h2 id="confirm-title" class="modal-title">
        {t.confirm.title}
      </h2>
      <p class="muted">{t.confirm.text}</p>
      <BillLines lines={lines} total={total} totalQuantity={total_quantity} />
      <p class="form-trouble" role="alert">
        {refusal !== null && (refusal.kind === 'no-answer' ? t.confirm.noAnswer : refusalText(refusal))}
        {refusal === null && !isOpen.value && t.connection.lost}
      </p>
      <div class="modal-actions">
        <button type="button" class="button large" disabled={busy} onClick={close}>
          {t.back}
        </button>
        <button
          type="button"
          class="button primary large"
          data-first-focus
          aria-disabled={busy}
          onClick={() => void confirm()}
        >
          {busy ? t.confirm.busy : t.confirm.pay(formatMoney(total))}
        </button>
      </div>
    </Modal>
  );
}
