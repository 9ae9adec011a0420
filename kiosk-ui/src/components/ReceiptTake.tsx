import { addressFromCounter } from '../address';
import { useCounter } from '../counter';
import { texts } from '../i18n';
import type { ReceiptPlace } from '../receipt-place';
import { QrCode } from './QrCode';

/** The receipt's own page: on the customer's phone by the QR code, or here. */
export function ReceiptTake({ receiptKey, place }: { receiptKey: string; place: ReceiptPlace | null }) {
  const { address } = useCounter();
  const t = texts.value.receipt;
  return (
    <div class="receipt-take">
      {place !== null && (
        <>
          <QrCode text={place.url} label={t.qr(place.url)} />
          <p>{place.isHereOnly ? t.scanHere : t.scan}</p>
        </>
      )}
      <a class="button" href={addressFromCounter(`/receipt/${receiptKey}`, address.sessionId)}>
        {t.open}
      </a>
    </div>
  );
}
