/** `edge --local`: whether it may, and the workers that do it. */
import { join } from 'node:path';
import { type EdgeContext, type LocalEyes, openLocalEyes } from '../../edge/index.js';
import { isSealed } from '../credentials.js';
import { CliError } from '../fail.js';
import { DEFAULT_MODEL } from '../settings.js';
import type { EdgeFlags } from './flags.js';

/**
 * @returns null when pictures are sent and looked at by the daemon
 * @throws CliError without a token, over a line that others can read, and for a model that cannot be used
 */
export async function openEyes(flags: EdgeFlags, context: EdgeContext): Promise<LocalEyes | null> {
  const { model = DEFAULT_MODEL, embedder = null, faceModels = join('data', 'face-models') } = flags;
  if (!flags.local) return null;
  const options = { modelFile: model, faceModels, embedder };
  return openLocalEyes(options, context).catch((error: Error) => {
    throw new CliError(error.message);
  });
}

/** @throws CliError when `--local` was given and its facts would not be believed, or could be read on the way */
export function checkLocal({ local, token, tokenFile, url }: EdgeFlags): void {
  if (!local) return;
  if (token === undefined && tokenFile === undefined)
    throw new CliError(
      '--local needs the token of an edge in YOLO1125_TOKEN or --token-file: "yolo1125 device add NAME --kind edge"',
      2,
    );
  if (!isSealed(url))
    throw new CliError(
      '--local sends what faces look like: it needs wss://, or a daemon on this computer',
      2,
    );
}
