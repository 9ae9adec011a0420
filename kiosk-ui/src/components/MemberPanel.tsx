import { askToSignOut } from '../actions';
import { addressFromCounter } from '../address';
import { useCounter } from '../counter';
import { texts } from '../i18n';
import { facesReady, hasJoined, invitation, isCartEmpty, member } from '../state';
import type { MemberView } from '../types';
import { Greeting } from './Greeting';
import { Invitation } from './Invitation';
import { Steps } from './Steps';

function SignedIn({ user }: { user: MemberView }) {
  const counter = useCounter();
  const t = texts.value.member;
  return (
    <div class="signed-in">
      <span class="avatar" aria-hidden="true">
        {Array.from(user.name)[0]}
      </span>
      <div class="signed-in-words">
        <h2 id="member-title" class="member-name">
          {hasJoined.value ? t.welcomeNew(user.name) : t.welcome(user.name)}
        </h2>
        <p class="muted">
          {t.phone} <span class="number">{user.phone}</span>
        </p>
      </div>
      <div class="signed-in-actions">
        <a class="button" href={addressFromCounter('/me', counter.address.sessionId)}>
          {t.purchases}
        </a>
        <button type="button" class="button" onClick={() => askToSignOut(counter)}>
          {t.signOut}
        </button>
      </div>
    </div>
  );
}

export function MemberPanel() {
  const user = member.value;
  const isInvited = facesReady.value && invitation.value === 'open';
  const step = user === null ? 0 : isCartEmpty.value ? 1 : 2;
  return (
    <section class="panel member" aria-labelledby="member-title">
      {user !== null ? <SignedIn user={user} /> : isInvited ? <Invitation /> : <Greeting />}
      <Steps current={step} />
    </section>
  );
}
