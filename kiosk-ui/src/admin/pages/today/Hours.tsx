import type { HourFigures } from '../../../../../src/protocol/admin/reports';
import { HourChart } from '../../charts/HourChart';
import { texts } from '../../i18n';
import { Panel } from '../../parts/Panel';

export function Hours({ hours }: { hours: readonly HourFigures[] }) {
  const t = texts.value.today;
  return (
    <Panel title={t.hours}>
      <HourChart title={t.hours} hours={hours} />
    </Panel>
  );
}
