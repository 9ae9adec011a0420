import type { TransactionRow } from '../../../../../src/protocol/admin/transactions';
import { texts } from '../../i18n';
import { Link } from '../../parts/Link';
import { Panel } from '../../parts/Panel';
import { SalesTable } from '../transactions/SalesTable';

export function Recent({ transactions }: { transactions: readonly TransactionRow[] }) {
  const t = texts.value.today;
  return (
    <Panel
      title={t.recent}
      class="is-wide"
      aside={
        <Link to="/admin/transactions" class="button quiet">
          {t.allTransactions}
        </Link>
      }
    >
      {transactions.length === 0 ? (
        <p class="muted">{t.noSales}</p>
      ) : (
        <SalesTable caption={t.recent} transactions={transactions} />
      )}
    </Panel>
  );
}
