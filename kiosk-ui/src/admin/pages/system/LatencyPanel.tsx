import type { SystemReply } from '../../../../../src/protocol/admin/system';
import { BarChart } from '../../charts/BarChart';
import { texts } from '../../i18n';
import { Panel } from '../../parts/Panel';
import { formatCount } from '../../words';

type Latency = SystemReply['latency'];

/** How long it took from a frame's arrival to its detections leaving. */
export function LatencyPanel({ latency: { frames, mean_ms, buckets } }: { latency: Latency }) {
  const t = texts.value.system;
  const most = Math.max(0, ...buckets.map(({ le_ms }) => le_ms ?? 0));
  const nameOf = (le: number | null) => (le === null ? t.above(most) : t.upTo(le));
  return (
    <Panel title={t.latency}>
      {mean_ms === null ? (
        <p class="muted">{t.noFrames}</p>
      ) : (
        <>
          <p>{t.latencyText(formatCount(frames), mean_ms.toFixed(0))}</p>
          <BarChart
            title={t.latency}
            rows={buckets}
            keyOf={({ le_ms }) => String(le_ms)}
            labelOf={({ le_ms }) => (le_ms === null ? `>${most}` : `≤${le_ms}`)}
            figureOf={(bucket) => bucket.frames}
            format={formatCount}
            columns={[
              { key: 'time', head: t.time, kind: 'name', cell: ({ le_ms }) => nameOf(le_ms) },
              {
                key: 'frames',
                head: t.frames,
                kind: 'number',
                cell: (bucket) => formatCount(bucket.frames),
              },
            ]}
          />
        </>
      )}
    </Panel>
  );
}
