import { formatTime } from '../format';
import type { ReceiptView } from '../types';
import { billWords } from './words';

/** Says of a sale that was voided that it was, and when. */
export function VoidedNote({ receipt: { voided_at } }: { receipt: ReceiptView }) {
  const t = billWords.value;
  if (voided_at === null) return null;
  return (
    <p class="voided">
      <strong class="voided-mark">{t.voided}</strong> {t.voidedAt(formatTime(voided_at))}
    </p>
  );
}
