/** Frames that are decoded and answered: the FastAPI program that was replaced, and this daemon. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type AtEnd, temporaryFolder } from '../../support/folder.js';
import { onnxModel } from '../../support/onnx.js';
import { type Cell, fixed } from '../faces/report.js';
import { startReference } from '../reference/serve.js';
import { type LoadPlan, putLoad, summaryOf } from './load.js';
import { atLeast, PICTURES, type Section, socketsOf, startQuiet } from './section.js';

const SOCKETS = [1, 8, 32] as const;
const SECONDS = 3;
/** The default leaves one core to the daemon itself; FastAPI's one thread does not know of that. */
const FULL = 'daemon, a worker a core';
/** Frames a second of each socket that waits for no answer. */
const OPEN_FPS = 15;
/** Of the shipped model's input, pixels, and how many candidates a model of that size has. */
const INPUT = { width: 512, height: 384 };
const STRIDES = [8, 16, 32];
const CANDIDATES = STRIDES.reduce((sum, stride) => sum + (INPUT.width / stride) * (INPUT.height / stride), 0);

/** A model of the shipped one's size that sees nothing and takes no time: what is measured is a frame's way. */
function writeBlindModel(atEnd: AtEnd): string {
  const file = join(temporaryFolder(atEnd), 'blind.onnx');
  const bytes = onnxModel({
    inputDims: [1, 3, INPUT.height, INPUT.width],
    outputDims: [1, 5, CANDIDATES],
    output: new Array<number>(5 * CANDIDATES).fill(0),
    metadata: { names: "{0: 'nothing'}", task: 'detect' },
  });
  writeFileSync(file, bytes);
  return file;
}

type Target = Pick<LoadPlan, 'url' | 'protocol' | 'answer'> & { readonly name: string };

export const frames: Section = async (atEnd) => {
  const reference = await startReference().catch((error: Error) => error);
  if (reference instanceof Error) return { skipped: `no FastAPI to compare with: ${reference.message}` };
  atEnd(() => reference.stop());
  const model = writeBlindModel(atEnd);
  const daemon = await startQuiet({ model }, atEnd);
  const fastapi: Target = { name: 'FastAPI', url: reference.url, protocol: 'json', answer: 'frame_received' };
  const binary: Target = { name: 'daemon', url: socketsOf(daemon), protocol: 'binary', answer: 'detections' };
  const json: Target = { ...binary, name: 'daemon, JSON as FastAPI', protocol: 'json' };

  const rows: Cell[][] = [];
  const rates = new Map<string, number>();
  async function measure({ name, ...target }: Target, sockets: number, fps: number | null): Promise<void> {
    const session = `frames-${rows.length}`;
    const plan = {
      ...target,
      sockets,
      fps,
      seconds: SECONDS,
      pingsPerSecond: 0,
      session,
      pictures: PICTURES,
    };
    const sum = summaryOf(await putLoad(plan));
    const kind = fps === null ? 'lock-step' : `${fps} a second each`;
    const lost = fps === null ? '–' : sum.dropped + (sum.sent - sum.answered - sum.dropped);
    rates.set(`${name} ${sockets} ${kind}`, sum.fps);
    rows.push([kind, sockets, name, fixed(sum.fps, 0), fixed(sum.p50), fixed(sum.p99), lost]);
  }
  for (const sockets of SOCKETS)
    for (const target of sockets === 8 ? [fastapi, json, binary] : [fastapi, binary])
      await measure(target, sockets, null);
  for (const sockets of SOCKETS)
    for (const target of [fastapi, binary]) await measure(target, sockets, OPEN_FPS);

  await daemon.stop();
  const full = await startQuiet({ model, args: ['--workers', String(availableParallelism())] }, atEnd);
  await measure({ ...binary, name: FULL, url: socketsOf(full) }, 8, null);

  const rate = (name: string) => rates.get(`${name} 8 lock-step`) ?? Number.NaN;
  const head = ['frames', 'sockets', 'program', 'answered/s', 'p50 ms', 'p99', 'not analysed'];
  return {
    tables: [
      {
        title: `A frame decoded and answered, no detection; ${SECONDS} s each (${reference.versions})`,
        head,
        rows,
      },
    ],
    goals: [
      atLeast('× FastAPI, 8 sockets, lock-step', round(rate('daemon') / rate('FastAPI')), 2),
      atLeast(`the same, ${FULL}`, round(rate(FULL) / rate('FastAPI')), 2),
    ],
  };
};

const round = (value: number) => Number(value.toFixed(2));
