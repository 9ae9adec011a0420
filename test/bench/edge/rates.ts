/** What a frame costs at the edge, and how long it takes to be answered. */
import {
  clipOf,
  cpuOf,
  ffmpegOf,
  health,
  rssOf,
  serve,
  sleep,
  startEdge,
  stop,
  waitFor,
} from './processes.js';

const SECONDS = 30;

/** @param fps of the recorded camera and asked for by the daemon */
export async function measureRate(fps: number, folder: string, args: readonly string[] = []) {
  const daemon = await serve(`${folder}/data-${fps}-${args.length}`, fps);
  const edge = await startEdge(daemon.url, clipOf('shopping', fps, folder), args);
  await waitFor(edge, ({ daemon: line }) => line.taken > fps * 3);
  const pid = edge.process.pid ?? 0;
  const ffmpeg = ffmpegOf(edge);
  const before = { edge: cpuOf(pid), ffmpeg: cpuOf(ffmpeg), health: await health(edge) };
  await sleep(SECONDS * 1000);
  const after = { edge: cpuOf(pid), ffmpeg: cpuOf(ffmpeg), health: await health(edge) };
  const sent = after.health.daemon.sent - before.health.daemon.sent;
  const report = {
    fps: round(sent / SECONDS),
    edge_cpu_ms_per_frame: round((after.edge - before.edge) / sent, 2),
    ffmpeg_cpu_ms_per_frame: round((after.ffmpeg - before.ffmpeg) / sent, 2),
    rss_mb: { edge: round(rssOf(pid), 0), ffmpeg: round(rssOf(ffmpeg), 0) },
    camera_to_answer_ms: after.health.answer_ms,
    dropped: after.health.daemon.dropped,
    unanswered: after.health.daemon.unanswered,
  };
  await stop(edge);
  await stop(daemon);
  return report;
}

export function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
