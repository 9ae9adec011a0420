import type { SalesFigures } from '../../../../../src/protocol/admin/reports';
import { formatMoney } from '../../../format';
import { texts } from '../../i18n';
import { Figure } from '../../parts/Figure';
import { formatCount } from '../../words';

export function TodayFigures({ today, yesterday }: { today: SalesFigures; yesterday: SalesFigures }) {
  const t = texts.value.today;
  return (
    <dl class="figures is-wide">
      <Figure
        name={t.takings}
        value={formatMoney(today.takings)}
        note={t.yesterday(formatMoney(yesterday.takings))}
      />
      <Figure
        name={t.sales}
        value={formatCount(today.sales)}
        note={t.yesterday(formatCount(yesterday.sales))}
      />
      <Figure
        name={t.items}
        value={formatCount(today.items)}
        note={t.yesterday(formatCount(yesterday.items))}
      />
    </dl>
  );
}
