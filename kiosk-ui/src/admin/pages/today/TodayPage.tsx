import type { TodayReply } from '../../../../../src/protocol/admin/today';
import { texts } from '../../i18n';
import { PageHead } from '../../parts/PageHead';
import { Waiting } from '../../parts/Waiting';
import { useLoad } from '../../use-load';
import { formatDay } from '../../words';
import { Health } from './Health';
import { Hours } from './Hours';
import { Kiosks } from './Kiosks';
import { LowStockPanel } from './LowStockPanel';
import { Recent } from './Recent';
import { TodayFigures } from './TodayFigures';

const EVERY_MS = 2000;

/** How the shop does now. */
export function TodayPage() {
  const t = texts.value.today;
  const loaded = useLoad<TodayReply>('today', EVERY_MS);
  return (
    <>
      <PageHead title={t.title}>{loaded.body && <p class="muted">{formatDay(loaded.body.date)}</p>}</PageHead>
      <Waiting of={loaded}>
        {(body) => (
          <div class="grid">
            <TodayFigures today={body.today} yesterday={body.yesterday} />
            <Kiosks kiosks={body.kiosks} />
            <div class="stack">
              <Health health={body.health} />
              <LowStockPanel title={t.lowStock} rows={body.low_stock} />
            </div>
            <Hours hours={body.hours} />
            <Recent transactions={body.recent} />
          </div>
        )}
      </Waiting>
    </>
  );
}
