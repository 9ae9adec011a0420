import { isDay, rangeOf } from '../../days';
import { texts } from '../../i18n';
import { PageHead } from '../../parts/PageHead';
import { Loading } from '../../parts/Waiting';
import { place } from '../../router';
import { useShopDay } from '../../shop-day';
import { RangePicker } from './RangePicker';
import { Report } from './Report';

/** `?from=…&to=…`; without them the last seven days. */
export function ReportsPage() {
  const today = useShopDay();
  const { query } = place.value;
  const from = query.get('from');
  const to = query.get('to');
  const range = isDay(from) && isDay(to) ? { from, to } : today && rangeOf('week', today);
  return (
    <>
      <PageHead title={texts.value.sales.reports.title} />
      {today === null || !range ? (
        <Loading />
      ) : (
        <>
          <RangePicker range={range} today={today} />
          <Report range={range} />
        </>
      )}
    </>
  );
}
