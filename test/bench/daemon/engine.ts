/** How much of the bare engine's speed the daemon keeps with real analysis. */
import { loadDetector } from '../../../src/vision/index.js';
import { readJpegs } from '../../support/people.js';
import { fixed, quantile } from '../faces/report.js';
import { putLoad, summaryOf } from './load.js';
import { atLeast, PICTURES, PRODUCT_MODEL, type Section, socketsOf, startQuiet, usageOf } from './section.js';

/** The two take turns, so that both see the same load of the machine. */
const TURNS = 4;
const SECONDS = 4;

interface Pace {
  readonly fps: number;
  readonly cpuMs: number;
}

/** One thread that decodes and infers and does nothing else, as a worker does it. */
async function bareLoop(pictures: readonly Buffer[]): Promise<Pace> {
  const detector = await loadDetector(PRODUCT_MODEL);
  for (const picture of pictures) await detector.detect(picture, 0.25);
  const cpu = process.cpuUsage();
  const start = performance.now();
  let count = 0;
  for (; performance.now() - start < SECONDS * 1000; count += 1)
    await detector.detect(pictures[count % pictures.length] as Buffer, 0.25);
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - start) / 1000;
  await detector.close();
  return { fps: count / seconds, cpuMs: (user + system) / 1000 / count };
}

export const engine: Section = async (atEnd) => {
  const pictures = readJpegs(PICTURES);
  const daemon = await startQuiet({ args: ['--workers', '1'] }, atEnd);
  const plan = { url: socketsOf(daemon), protocol: 'binary', answer: 'frame_received' } as const;
  const bare: Pace[] = [];
  const whole: Pace[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    bare.push(await bareLoop(pictures));
    const before = await usageOf(daemon);
    const load = await putLoad({
      ...plan,
      sockets: 1,
      fps: null,
      seconds: SECONDS,
      pingsPerSecond: 0,
      session: `engine-${turn}`,
      pictures: PICTURES,
    });
    const { fps } = summaryOf(load);
    const after = await usageOf(daemon);
    // The warm-up's frames are in the processor time too.
    whole.push({ fps, cpuMs: ((after.cpu - before.cpu) * 1000) / (fps * (SECONDS + 1.5)) });
  }
  const { daemonMb, workersMb } = await usageOf(daemon);
  const median = (list: readonly Pace[], part: keyof Pace) =>
    quantile(
      list.map((pace) => pace[part]),
      0.5,
    );
  const share = quantile(
    whole.map(({ fps }, turn) => fps / (bare[turn] as Pace).fps),
    0.5,
  );
  return {
    tables: [
      {
        title: `Bare engine and whole daemon, one worker, ${TURNS} turns of ${SECONDS} s each`,
        head: ['', 'frames/s', 'CPU ms a frame', 'memory MB'],
        rows: [
          [
            'one thread that decodes and infers',
            fixed(median(bare, 'fps')),
            fixed(median(bare, 'cpuMs')),
            '–',
          ],
          [
            'daemon, one session',
            fixed(median(whole, 'fps')),
            fixed(median(whole, 'cpuMs')),
            fixed(daemonMb + workersMb, 0),
          ],
          ['daemon ÷ bare', fixed(share, 2), '', ''],
        ],
      },
    ],
    goals: [atLeast('share of the bare engine', Number(share.toFixed(2)), 0.95)],
  };
};
