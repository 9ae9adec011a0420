import { useState } from 'preact/hooks';
import type { TransactionReply } from '../../../../../src/protocol/admin/transactions';
import { texts } from '../../i18n';
import { BackLink } from '../../parts/BackLink';
import { PageHead } from '../../parts/PageHead';
import { Panel } from '../../parts/Panel';
import { Waiting } from '../../parts/Waiting';
import { useLoad } from '../../use-load';
import { Lines } from './Lines';
import { SaleFacts } from './SaleFacts';
import { VoidDialog } from './VoidDialog';

export function TransactionPage({ id }: { id: string }) {
  const t = texts.value.sales.transaction;
  const loaded = useLoad<TransactionReply>(`transactions/${encodeURIComponent(id)}`);
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <BackLink to="/admin/transactions">{t.back}</BackLink>
      <PageHead title={t.title(id)} />
      <Waiting of={loaded}>
        {({ transaction }) => (
          <div class="grid">
            <SaleFacts transaction={transaction}>
              {transaction.voided_at === null && (
                <button type="button" class="button is-red" onClick={() => setAsking(true)}>
                  {t.void}
                </button>
              )}
            </SaleFacts>
            <Panel title={t.lines}>
              <Lines transaction={transaction} />
            </Panel>
            {isAsking && (
              <VoidDialog
                transaction={transaction}
                onDone={loaded.put}
                onStale={() => void loaded.reload()}
                onClose={() => setAsking(false)}
              />
            )}
          </div>
        )}
      </Waiting>
    </>
  );
}
