import { texts } from '../../i18n';
import { Gate } from './Gate';
import { SignInForm } from './SignInForm';

/** The address stays: after the sign-in one is on the page that was asked for. */
export function SignInPage() {
  return (
    <Gate title={texts.value.owner.signInTitle}>
      <SignInForm />
    </Gate>
  );
}
