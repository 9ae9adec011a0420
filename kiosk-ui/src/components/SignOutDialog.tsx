import { signOut } from '../actions';
import { useCounter } from '../counter';
import { texts } from '../i18n';
import { dialog } from '../state';
import { Modal } from './Modal';

function close(): void {
  dialog.value = 'none';
}

/** Only asked while there is something in the cart. */
export function SignOutDialog() {
  const counter = useCounter();
  const t = texts.value;
  return (
    <Modal titleId="sign-out-title" onClose={close}>
      <h2 id="sign-out-title" class="modal-title">
        {t.member.signOutTitle}
      </h2>
      <p>{t.member.signOutText}</p>
      <div class="modal-actions">
        <button type="button" class="button large" data-first-focus onClick={close}>
          {t.back}
        </button>
        <button type="button" class="button danger large" onClick={() => signOut(counter)}>
          {t.member.signOutConfirm}
        </button>
      </div>
    </Modal>
  );
}
