import { Command } from 'commander';
import {
  CameraLostError,
  type CapturedFrame,
  createStatus,
  keepCamera,
  nextDue,
  openSource,
} from '../../edge/index.js';
import { CliError, print } from '../fail.js';
import { integer } from '../settings.js';
import {
  addCameraSettings,
  addRingSettings,
  type CameraFlags,
  openRecorderAt,
  patienceOf,
  type RingFlags,
  wishOf,
} from './flags.js';
import { createEdgeReport } from './report.js';
import { stopSignal } from './stop-signal.js';

interface RecordFlags extends CameraFlags, RingFlags {
  readonly fps: number;
  readonly width: number;
  readonly seconds?: number;
}

export function recordCommand(): Command {
  const command = new Command('record')
    .argument('<dir>', 'folder that holds the recordings; made when it is missing')
    .option('--seconds <number>', 'end after so long (default: at Ctrl+C)', integer(1, 864_000))
    .option('--fps <number>', 'pictures a second to keep', integer(1, 60), 5)
    .option('--width <pixels>', 'width that is enough', integer(160, 4096), 640);
  return addRingSettings(addCameraSettings(command))
    .addHelpText(
      'after',
      `
People may be on the pictures: only the owner of the folder can read them, and the oldest are removed by size and age.

Examples:
  $ yolo1125 record clips --camera 0 --seconds 30
  $ yolo1125 replay clips/2026-01-31T09-30-00.000Z`,
    )
    .action(record);
}

async function record(folder: string, flags: RecordFlags): Promise<void> {
  const status = createStatus();
  const open = () => openSource(flags.camera, wishOf(flags, flags.width));
  await open().catch((error: Error) => {
    throw new CliError(error.message, 2);
  });
  const report = createEdgeReport(status, () => {});
  const recorder = await openRecorderAt(folder, flags, () => status.camera.source, report.say);
  const stopping = stopSignal(flags.seconds);
  const startedAt = Date.now() - performance.now();
  const gap = 1000 / flags.fps;
  let due = performance.now();
  let kept = 0;
  const keep = ({ jpeg, at }: CapturedFrame) => {
    if (at < due - gap / 4) return;
    due = nextDue(due, at, gap);
    kept += 1;
    recorder.addFrame(jpeg, startedAt + at);
  };
  try {
    await keepCamera(open, patienceOf(flags), keep, { status, say: report.say }, stopping);
  } catch (error) {
    throw error instanceof CameraLostError ? new CliError(error.message, 3) : error;
  } finally {
    report.end();
    await recorder.close();
  }
  print(`${kept} pictures kept in ${folder}`);
}
