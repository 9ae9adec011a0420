import type { ReportReply } from '../../../../../src/protocol/admin/reports';
import { formatMoney } from '../../../format';
import { HourChart } from '../../charts/HourChart';
import type { Range } from '../../days';
import { texts } from '../../i18n';
import { Figure } from '../../parts/Figure';
import { Panel } from '../../parts/Panel';
import { Waiting } from '../../parts/Waiting';
import { withQuery } from '../../router';
import { useLoad } from '../../use-load';
import { formatCount, formatDay } from '../../words';
import { LowStockPanel } from '../today/LowStockPanel';
import { DayChart } from './DayChart';
import { ProductChart } from './ProductChart';

export function Report({ range: { from, to } }: { range: Range }) {
  const t = texts.value.sales.reports;
  const loaded = useLoad<ReportReply>(withQuery('reports', { from, to }));
  return (
    <Waiting of={loaded}>
      {(report) => (
        <div class="grid" aria-busy={loaded.busy}>
          <h2 class="is-wide report-range">{t.of(formatDay(report.from), formatDay(report.to))}</h2>
          <ReportFigures report={report} />
          {report.days.length > 1 && (
            <Panel title={t.perDay}>
              <DayChart days={report.days} />
            </Panel>
          )}
          <Panel title={t.perHour}>
            <HourChart title={t.perHour} hours={report.hours} />
          </Panel>
          <Panel title={t.perProduct}>
            {report.products.length === 0 ? (
              <p class="muted">{t.noSales}</p>
            ) : (
              <ProductChart products={report.products} />
            )}
          </Panel>
          <LowStockPanel title={t.lowStock} rows={report.low_stock} />
        </div>
      )}
    </Waiting>
  );
}

function ReportFigures({ report: { total, voided } }: { report: ReportReply }) {
  const t = texts.value.sales.reports;
  const { sales } = texts.value.units;
  return (
    <dl class="figures is-wide">
      <Figure name={t.takings} value={formatMoney(total.takings)} />
      <Figure name={t.sales} value={formatCount(total.sales)} />
      <Figure name={t.items} value={formatCount(total.items)} />
      <Figure
        name={t.voided}
        value={formatMoney(voided.amount)}
        note={`${sales(voided.sales)} · ${t.voidedNote}`}
      />
    </dl>
  );
}
