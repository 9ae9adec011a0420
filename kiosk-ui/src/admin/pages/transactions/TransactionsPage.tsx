import type { TransactionListReply } from '../../../../../src/protocol/admin/transactions';
import { formatMoney } from '../../../format';
import { texts } from '../../i18n';
import { DownloadButton } from '../../parts/DownloadButton';
import { PageHead } from '../../parts/PageHead';
import { Pager, RESULTS_ID } from '../../parts/Pager';
import { Waiting } from '../../parts/Waiting';
import { place } from '../../router';
import { useLoad } from '../../use-load';
import { FilterForm } from './FilterForm';
import { filterIn, withFilter } from './filter';
import { SalesTable } from './SalesTable';

/** The address is the filter and the page, so that going back leads to what one has seen. */
export function TransactionsPage() {
  const t = texts.value.sales.transactions;
  const { items, sales } = texts.value.units;
  const { query } = place.value;
  const filter = filterIn(query);
  const cursor = query.get('cursor');
  const loaded = useLoad<TransactionListReply>(withFilter('transactions', filter, cursor));
  return (
    <>
      <PageHead title={t.title}>
        <DownloadButton path={withFilter('transactions.csv', filter)} fallback="transactions.csv">
          {t.csv}
        </DownloadButton>
      </PageHead>
      <FilterForm filter={filter} />
      <Waiting of={loaded}>
        {({ transactions, next, total }) => (
          <section id={RESULTS_ID} class="card" tabIndex={-1} aria-label={t.caption}>
            <p role="status">{t.found(sales(total.sales), formatMoney(total.takings), items(total.items))}</p>
            {transactions.length === 0 ? (
              <p class="muted">{t.none}</p>
            ) : (
              <SalesTable caption={t.caption} transactions={transactions} isBusy={loaded.busy} />
            )}
            <Pager
              addressOf={(to) => withFilter('/admin/transactions', filter, to)}
              cursor={cursor}
              next={next}
            />
          </section>
        )}
      </Waiting>
    </>
  );
}
