import { askToSignOut } from '../actions';
import { addressOf } from '../address';
import { useCounter } from '../counter';
import { texts } from '../i18n';
import { demo, dialog, isCartEmpty, kiosk, member } from '../state';
import type { MemberView } from '../types';
import { Icon } from './Icon';
import { Steps } from './Steps';

function DemoLink() {
  const { address } = useCounter();
  const first = kiosk.value?.demo?.clips[0];
  if (first === undefined || demo.value !== null) return null;
  return (
    <a class="button large" href={addressOf(address, first.name)}>
      <Icon name="play" />
      {texts.value.greeting.watchDemo}
    </a>
  );
}

function Greeting() {
  const t = texts.value.greeting;
  return (
    <div class="greeting">
      <h2 id="member-title" class="greeting-title">
        {t.title}
      </h2>
      <p class="greeting-text">{t.text}</p>
      <div class="greeting-actions">
        <button
          type="button"
          class="button primary large"
          onClick={() => {
            dialog.value = 'sign-in';
          }}
        >
          {t.signIn}
        </button>
        <DemoLink />
      </div>
    </div>
  );
}

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
          {t.welcome(user.name)}
        </h2>
        <p class="muted">
          {t.phone} <span class="number">{user.phone}</span>
        </p>
      </div>
      <button type="button" class="button" onClick={() => askToSignOut(counter)}>
        {t.signOut}
      </button>
    </div>
  );
}

export function MemberPanel() {
  const user = member.value;
  const step = user === null ? 0 : isCartEmpty.value ? 1 : 2;
  return (
    <section class="panel member" aria-labelledby="member-title">
      {user === null ? <Greeting /> : <SignedIn user={user} />}
      <Steps current={step} />
    </section>
  );
}
