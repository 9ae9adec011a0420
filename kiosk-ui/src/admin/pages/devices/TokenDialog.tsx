import { useId } from 'preact/hooks';
import type { NewDeviceReply } from '../../../../../src/protocol/admin/devices';
import { Modal } from '../../../components/Modal';
import { QrCode } from '../../../components/QrCode';
import { texts } from '../../i18n';

/** The one time that a token is seen. Escape does not close it: that would lose the token. */
export function TokenDialog({
  added: { device, token },
  onClose,
}: {
  added: NewDeviceReply;
  onClose: () => void;
}) {
  const t = texts.value.devices;
  const id = useId();
  const isKiosk = device.kind === 'kiosk';
  const address = `${location.origin}/#device=${token}`;
  return (
    <Modal titleId={id} onClose={() => {}}>
      <div class="form">
        <h2 id={id} class="modal-title">
          {t.tokenTitle(device.name)}
        </h2>
        <p class="note is-warning">{t.tokenOnce}</p>
        <p>{isKiosk ? t.tokenKiosk : t.tokenEdge}</p>
        {isKiosk && <QrCode text={address} label={t.qr} />}
        <p class="token">
          <code>{isKiosk ? address : token}</code>
        </p>
        {isKiosk && location.protocol === 'http:' && <p class="note">{t.tokenKioskHere}</p>}
        <div class="modal-actions">
          <button type="button" class="button primary" data-first-focus onClick={onClose}>
            {t.done}
          </button>
        </div>
      </div>
    </Modal>
  );
}
