import type { DayFigures } from '../../../../../src/protocol/admin/reports';
import { formatMoney } from '../../../format';
import { BarChart } from '../../charts/BarChart';
import { figureColumns } from '../../charts/figure-columns';
import { texts } from '../../i18n';
import { formatDay, formatShortDay } from '../../words';

export function DayChart({ days }: { days: readonly DayFigures[] }) {
  const t = texts.value.sales.reports;
  return (
    <BarChart
      title={t.perDay}
      rows={days}
      keyOf={({ date }) => date}
      labelOf={({ date }) => formatShortDay(date)}
      figureOf={({ takings }) => takings}
      format={formatMoney}
      columns={figureColumns<DayFigures>(t.day, ({ date }) => formatDay(date))}
    />
  );
}
