import { Icon } from '../../components/Icon';
import { refusalText } from '../../refusal';
import { texts } from '../i18n';
import { tell } from '../news';
import { signOut } from '../owner';

export function SignOutButton() {
  async function leave(): Promise<void> {
    const refusal = await signOut();
    tell((t) => (refusal === null ? t.owner.signedOut : refusalText(refusal)));
  }
  return (
    <button type="button" class="button quiet" onClick={() => void leave()}>
      <Icon name="out" />
      <span class="top-word">{texts.value.signOut}</span>
    </button>
  );
}
