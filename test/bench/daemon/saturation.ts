/** What others wait while eight cameras send as fast as they are answered. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cell, fixed, quantile } from '../faces/report.js';
import { putLoad, summaryOf } from './load.js';
import { below, PICTURES, type Section, socketsOf, startQuiet, usageOf } from './section.js';

const CAMERAS = 8;
const SECONDS = 8;
const PINGS_PER_SECOND = 25;

async function productTimes(url: string, seconds: number): Promise<readonly number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const start = performance.now();
    await (await fetch(`${url}/api/products`)).arrayBuffer();
    times.push(performance.now() - start);
    await sleep(40);
  }
  return times;
}

export const saturation: Section = async (atEnd) => {
  const daemon = await startQuiet({}, atEnd);
  const rows: Cell[][] = [];
  let [pingP99, loopP99] = [Number.NaN, Number.NaN];
  for (const sockets of [0, CAMERAS]) {
    const plan = {
      url: socketsOf(daemon),
      protocol: 'binary',
      answer: 'detections',
      fps: null,
      seconds: SECONDS,
      pingsPerSecond: PINGS_PER_SECOND,
      pictures: PICTURES,
    } as const;
    const loading = putLoad({ ...plan, sockets, session: `busy-${sockets}` });
    await sleep(3_000);
    await usageOf(daemon);
    const [load, products] = await Promise.all([loading, productTimes(daemon.url, SECONDS - 3)]);
    const { loopP99Ms } = await usageOf(daemon);
    pingP99 = quantile(load.pingMs, 0.99);
    loopP99 = loopP99Ms;
    rows.push([
      sockets === 0 ? 'no camera' : `${sockets} cameras as fast as answered`,
      fixed(summaryOf(load).fps, 0),
      fixed(quantile(load.pingMs, 0.5), 2),
      fixed(pingP99, 2),
      fixed(quantile(products, 0.5), 2),
      fixed(quantile(products, 0.99), 2),
      fixed(loopP99Ms, 2),
    ]);
  }
  return {
    tables: [
      {
        title: `What others wait, ms; ${SECONDS} s each, ${PINGS_PER_SECOND} pings a second`,
        head: ['load', 'frames/s', 'ping p50', 'p99', 'GET /api/products p50', 'p99', 'event loop p99'],
        rows,
      },
    ],
    goals: [
      below('ping p99 at saturation, ms', Number(pingP99.toFixed(1)), 20),
      below('event-loop delay p99 at saturation, ms', Number(loopP99.toFixed(1)), 20),
    ],
  };
};
