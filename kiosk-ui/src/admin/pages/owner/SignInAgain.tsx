import { Modal } from '../../../components/Modal';
import { texts } from '../../i18n';
import { SignInForm } from './SignInForm';

/** Over the page, which nobody can see through it, so that nothing typed there is lost. Escape does not lead past it. */
export function SignInAgain() {
  const t = texts.value.owner;
  return (
    <Modal titleId="sign-in-again" className="sign-in-again" onClose={() => {}}>
      <h2 id="sign-in-again" class="modal-title">
        {t.signInAgainTitle}
      </h2>
      <p class="muted">{t.signInAgainText}</p>
      <SignInForm />
    </Modal>
  );
}
