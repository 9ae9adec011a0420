import { useState } from 'preact/hooks';
import { formatDate, formatMoney } from '../format';
import { refusalText } from '../refusal';
import type { Refusal } from '../types';
import type { MeReply } from './api';
import { signOut } from './state';
import { words } from './words';

function SignOut() {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return (
    <div class="me-sign-out">
      <button type="button" class="button" onClick={async () => setRefusal(await signOut())}>
        {words.value.signIn.signOut}
      </button>
      <p class="form-trouble" role="alert">
        {refusal !== null && refusalText(refusal)}
      </p>
    </div>
  );
}

/** Whose page it is, and what their purchases come to. */
export function Summary({ me, canSignOut }: { me: MeReply; canSignOut: boolean }) {
  const t = words.value.summary;
  return (
    <section class="panel" aria-labelledby="me-title">
      <div class="me-head">
        <div>
          <h1 id="me-title" class="panel-title">
            {words.value.title}
          </h1>
          <p>
            {t.greeting(me.user.name)} <span class="muted">({me.user.phone})</span>
          </p>
        </div>
        {canSignOut && <SignOut />}
      </div>
      <dl class="me-figures">
        <div class="is-large">
          <dt>{t.totalSpent}</dt>
          <dd class="number">{formatMoney(me.total_spent)}</dd>
        </div>
        <div class="is-large">
          <dt>{t.purchases}</dt>
          <dd class="number">{t.times(me.purchases)}</dd>
        </div>
        <div>
          <dt>{t.since}</dt>
          <dd>{formatDate(me.member_since)}</dd>
        </div>
        <div>
          <dt>{t.lastVisit}</dt>
          <dd>{me.last_visit_at === null ? t.firstVisit : formatDate(me.last_visit_at)}</dd>
        </div>
      </dl>
    </section>
  );
}
