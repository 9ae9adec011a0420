import type { OpenedAtCounter } from '../address';
import { Loading } from '../page/Loading';
import { PageShell } from '../page/PageShell';
import { Refused } from '../page/Refused';
import { Forgotten } from './Forgotten';
import { Privacy } from './Privacy';
import { Receipts } from './Receipts';
import { SignInForm } from './SignInForm';
import { Summary } from './Summary';
import { load, view } from './state';
import { words } from './words';

export function MePage({ counter }: { counter: OpenedAtCounter | null }) {
  const shown = view.value;
  const sessionId = counter?.sessionId ?? null;
  return (
    <PageShell counter={counter}>
      {shown.kind === 'loading' && <Loading />}
      {shown.kind === 'refused' && (
        <Refused title={words.value.missing} refusal={shown.refusal} onRetry={() => void load(sessionId)} />
      )}
      {shown.kind === 'sign-in' && <SignInForm news={shown.news} />}
      {shown.kind === 'forgotten' && <Forgotten />}
      {shown.kind === 'member' && (
        <>
          <Summary me={shown.me} canSignOut={counter === null} />
          <Receipts receipts={shown.me.transactions} sessionId={sessionId} />
          <Privacy me={shown.me} sessionId={sessionId} isFaceForgotten={shown.news === 'face-forgotten'} />
        </>
      )}
    </PageShell>
  );
}
