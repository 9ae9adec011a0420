import { useEffect } from 'preact/hooks';
import { isDay, type Range, type RangeName, rangeOf } from '../../days';
import { ErrorSummary } from '../../form/ErrorSummary';
import { TextEntry } from '../../form/TextEntry';
import { type Errors, useForm } from '../../form/use-form';
import { texts } from '../../i18n';
import { Link } from '../../parts/Link';
import { Panel } from '../../parts/Panel';
import { go, withQuery } from '../../router';

const NAMES: readonly RangeName[] = ['today', 'week', 'days30', 'month'];

const addressOf = ({ from, to }: Range) => withQuery('/admin/reports', { from, to });

function check({ from, to }: Range): Errors<Range> {
  const t = texts.value.sales;
  if (!isDay(from)) return { from: t.reports.daysMissing };
  if (!isDay(to)) return { to: t.reports.daysMissing };
  return from > to ? { from: t.transactions.daysSwapped } : {};
}

export function RangePicker({ range, today }: { range: Range; today: string }) {
  const t = texts.value.sales;
  const form = useForm<Range>({
    initial: range,
    check,
    send: async (values) => {
      go(addressOf(values));
      return null;
    },
  });
  useEffect(() => form.reset(range), [range.from, range.to]);
  return (
    <Panel title={t.reports.range}>
      <ul class="chips">
        {NAMES.map((name) => {
          const named = rangeOf(name, today);
          return (
            <li key={name}>
              <Link
                to={addressOf(named)}
                class="button"
                current={named.from === range.from && named.to === range.to}
              >
                {t.reports[name]}
              </Link>
            </li>
          );
        })}
      </ul>
      <form class="filter" noValidate onSubmit={form.submit} aria-label={t.reports.own}>
        <ErrorSummary form={form} />
        <div class="filter-entries">
          <TextEntry form={form} name="from" label={t.transactions.from} type="date" />
          <TextEntry form={form} name="to" label={t.transactions.to} type="date" />
          <button type="submit" class="button primary filter-button">
            {t.reports.show}
          </button>
        </div>
      </form>
    </Panel>
  );
}
