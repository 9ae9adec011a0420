/** How long each fault keeps pictures from the daemon, and what it costs: frames lost, frames twice, the cart. */
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { openProxy } from '../../support/proxy.js';
import {
  clipOf,
  ffmpegOf,
  health,
  type Started,
  serve,
  sleep,
  startEdge,
  stop,
  waitFor,
} from './processes.js';
import { round } from './rates.js';

const FPS = 5;
const CUT_MS = 60_000;
/** Frames of the clip in which the bottle is in full view. */
const HELD = [10, 20] as const;

/** Everything a watcher of the session is told. */
function watch(url: string) {
  const times: string[] = [];
  const items: string[] = [];
  let total = 0;
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/bench`);
  socket.on('error', () => {});
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    if (message.type === 'detections') times.push(message.timestamp);
    if (message.type === 'product_detected') items.push(message.product.id);
    if (message.type === 'cart_updated' || message.type === 'session_state') total = message.total;
  });
  return { times, items, total: () => total, close: () => socket.terminate() };
}

async function signIn(url: string): Promise<void> {
  const body = JSON.stringify({ session_id: 'bench', phone: '0900000000', pin: '1125' });
  await fetch(`${url}/api/login`, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
}

/** From now until the next frame is answered, ms. */
async function untilAnswered(edge: Started): Promise<number> {
  const { taken } = (await health(edge)).daemon;
  return waitFor(edge, ({ daemon }) => daemon.taken > taken);
}

export async function measureFaults(folder: string) {
  const data = `${folder}/data-${randomUUID()}`;
  // One bottle that is held before the camera all the time: whatever breaks, it is one bottle.
  const camera = clipOf('one-item', FPS, folder, HELD);
  let daemon = await serve(data, FPS);
  const { port } = new URL(daemon.url);
  const proxy = await openProxy(daemon.url);
  await signIn(daemon.url);
  const seen = watch(daemon.url);
  let edge = await startEdge(proxy.url, camera);
  await waitFor(edge, ({ daemon: line }) => line.taken > 20);
  const report: Record<string, unknown> = {};

  process.kill(ffmpegOf(edge), 'SIGKILL');
  await sleep(50);
  report.camera_process_killed_ms = round(await untilAnswered(edge), 0);

  process.kill(ffmpegOf(edge), 'SIGSTOP');
  await sleep(250);
  report.camera_hung_ms = round(await untilAnswered(edge), 0);

  const before = await health(edge);
  proxy.cut();
  await sleep(CUT_MS);
  proxy.mend();
  report.line_cut_60_s_ms = round(await untilAnswered(edge), 0);
  const after = await health(edge);
  report.frames_lost_in_the_cut = after.daemon.unanswered - before.daemon.unanswered;
  report.cart_after_the_cut_twd = seen.total();

  proxy.silent = true;
  await waitFor(edge, ({ daemon: line }) => line.state !== 'connected');
  report.line_silent_noticed_after_s = (await health(edge)).daemon.last_answer_s;
  proxy.silent = false;
  report.line_silent_then_ms = round(await untilAnswered(edge), 0);

  await stop(edge, 'SIGKILL');
  const started = performance.now();
  edge = await startEdge(proxy.url, camera);
  await untilAnswered(edge);
  report.edge_killed_ms = round(performance.now() - started, 0);
  Object.assign(report, {
    items: seen.items.length,
    frames_twice: seen.times.length - new Set(seen.times).size,
  });
  seen.close();

  await stop(daemon, 'SIGKILL');
  daemon = await serve(data, FPS, Number(port));
  report.daemon_killed_ms_after_it_is_ready = round(await untilAnswered(edge), 0);
  const again = watch(daemon.url);
  await waitFor(edge, ({ daemon: line }) => line.taken > 20);
  report.cart_after_the_daemon_twd = again.total();
  again.close();
  await stop(edge);
  await stop(daemon);
  proxy.close();
  return report;
}
