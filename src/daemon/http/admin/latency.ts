/** The frames' turnaround as a histogram for the owner's page. */
import type { Histogram } from 'prom-client';
import type { SystemReply } from '../../../protocol/index.js';

/** Frames a bucket; Prometheus counts them cumulatively. */
export async function viewLatency(histogram: Histogram): Promise<SystemReply['latency']> {
  const { values } = await histogram.get();
  const figure = (name: string) => values.find(({ metricName }) => metricName?.endsWith(name))?.value ?? 0;
  const frames = figure('_count');
  let below = 0;
  const buckets = values
    .filter(({ metricName }) => metricName?.endsWith('_bucket'))
    .map(({ labels, value }) => {
      const bucket = { le_ms: limitOf(labels.le), frames: value - below };
      below = value;
      return bucket;
    });
  return { frames, mean_ms: frames === 0 ? null : (figure('_sum') / frames) * 1000, buckets };
}

/** Seconds as Prometheus writes them → ms; null for the last bucket, which has no limit. */
function limitOf(le: string | number | undefined): number | null {
  return le === undefined || le === '+Inf' ? null : Math.round(Number(le) * 1000);
}
