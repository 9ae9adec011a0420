import type { HourFigures } from '../../../../src/protocol/admin/reports';
import { formatMoney } from '../../format';
import { texts } from '../i18n';
import { formatHour } from '../words';
import { BarChart } from './BarChart';
import { figureColumns } from './figure-columns';

export function HourChart({ title, hours }: { title: string; hours: readonly HourFigures[] }) {
  return (
    <BarChart
      title={title}
      rows={hours}
      keyOf={({ hour }) => String(hour)}
      labelOf={({ hour }) => formatHour(hour)}
      figureOf={({ takings }) => takings}
      format={formatMoney}
      columns={figureColumns<HourFigures>(texts.value.today.hour, ({ hour }) => formatHour(hour))}
    />
  );
}
