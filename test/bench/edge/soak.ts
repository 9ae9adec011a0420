/** The edge for a long time: whether it grows. */
import { clipOf, health, rssOf, serve, sleep, startEdge, stop, waitFor } from './processes.js';
import { round } from './rates.js';

const FPS = 15;

export async function soak(minutes: number, folder: string) {
  const daemon = await serve(`${folder}/data-soak`, FPS);
  const edge = await startEdge(daemon.url, clipOf('shopping', FPS, folder));
  await waitFor(edge, ({ daemon: line }) => line.taken > FPS * 5);
  const rss = () => round(rssOf(edge.process.pid ?? 0), 0);
  const start = rss();
  await sleep(minutes * 30_000);
  const middle = rss();
  await sleep(minutes * 30_000);
  const { camera, daemon: line, answer_ms } = await health(edge);
  const report = {
    minutes,
    rss_mb: { start, middle, end: rss() },
    frames: { camera: camera.frames, sent: line.sent, taken: line.taken },
    lost: line.dropped + line.refused + line.unanswered,
    camera_restarts: camera.restarts,
    connections: line.connects,
    camera_to_answer_ms: answer_ms,
  };
  await stop(edge);
  await stop(daemon);
  return report;
}
