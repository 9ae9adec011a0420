import { dialog, isCartEmpty, isOpen, member, receipt } from '../state';
import { CartPanel } from './CartPanel';
import { ConfirmDialog } from './ConfirmDialog';
import { Header } from './Header';
import { MemberPanel } from './MemberPanel';
import { NoticeBar } from './NoticeBar';
import { ReceiptDialog } from './ReceiptDialog';
import { ReconnectBar } from './ReconnectBar';
import { SignInDialog } from './SignInDialog';
import { SignOutDialog } from './SignOutDialog';
import { Stage } from './Stage';

export function App() {
  const asked = dialog.value;
  return (
    <div
      class={`page ${member.value === null ? 'is-greeting' : 'is-shopping'} ${isOpen.value ? '' : 'is-offline'}`}
    >
      <Header />
      <div class="bars">
        <ReconnectBar />
        <NoticeBar />
      </div>
      <main class="columns" tabIndex={-1}>
        <MemberPanel />
        <Stage />
        <CartPanel />
      </main>
      {asked === 'sign-in' && <SignInDialog />}
      {asked === 'sign-out' && <SignOutDialog />}
      {asked === 'confirm' && !isCartEmpty.value && <ConfirmDialog />}
      {receipt.value !== null && <ReceiptDialog receipt={receipt.value} />}
    </div>
  );
}
