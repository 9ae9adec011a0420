import { dialog, isCartEmpty, isOpen, kiosk, member, question, receipt, signOutAt, unpaired } from '../state';
import { CartPanel } from './CartPanel';
import { ConfirmDialog } from './ConfirmDialog';
import { Header } from './Header';
import { IdentityDialog } from './IdentityDialog';
import { IdleDialog } from './IdleDialog';
import { MemberPanel } from './MemberPanel';
import { NoticeBar } from './NoticeBar';
import { PairingDialog } from './PairingDialog';
import { ReceiptDialog } from './ReceiptDialog';
import { ReconnectBar } from './ReconnectBar';
import { RegisterDialog } from './RegisterDialog';
import { SignInDialog } from './SignInDialog';
import { SignOutDialog } from './SignOutDialog';
import { Stage } from './Stage';

export function App() {
  const asked = dialog.value;
  const consent = kiosk.value?.faces?.consent;
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
      {asked === 'register' && consent && <RegisterDialog consent={consent} />}
      {asked === 'sign-out' && <SignOutDialog />}
      {asked === 'confirm' && !isCartEmpty.value && <ConfirmDialog />}
      {/* Not over somebody who is typing or reading: it waits until they are done. */}
      {asked === 'none' && receipt.value === null && question.value !== null && (
        <IdentityDialog
          key={`${question.value.name} ${question.value.needs_pin}`}
          question={question.value}
        />
      )}
      {signOutAt.value !== null && member.value !== null && <IdleDialog endsAt={signOutAt.value} />}
      {receipt.value !== null && <ReceiptDialog receipt={receipt.value} />}
      {unpaired.value !== null && <PairingDialog refusal={unpaired.value} />}
    </div>
  );
}
