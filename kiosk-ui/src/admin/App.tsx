import { owner, setupHere } from './owner';
import { SetupElsewhere } from './pages/owner/SetupElsewhere';
import { SetupPage } from './pages/owner/SetupPage';
import { SignInAgain } from './pages/owner/SignInAgain';
import { SignInPage } from './pages/owner/SignInPage';
import { Unreachable } from './pages/owner/Unreachable';
import { News } from './parts/News';
import { Loading } from './parts/Waiting';
import { Shell } from './Shell';

/** An expired sign-in keeps the page and what was typed on it, behind a dialog. */
function Content() {
  switch (owner.value) {
    case 'asking':
      return <Loading />;
    case 'unreachable':
      return <Unreachable />;
    case 'setup':
      return setupHere.value ? <SetupPage /> : <SetupElsewhere />;
    case 'signed_out':
      return <SignInPage />;
    default:
      return <Shell />;
  }
}

export function App() {
  return (
    <>
      <Content />
      {owner.value === 'expired' && <SignInAgain />}
      <News />
    </>
  );
}
