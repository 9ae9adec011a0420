/** The model a daemon starts with: the file it was given, else the owner's choice, else the one that comes along. */
import {
  giveUp,
  type ModelChoice,
  type ModelLibrary,
  openLibrary,
  readChoice,
  SHIPPED,
  writeChoice,
} from '../../vision/index.js';
import { describeFault, type Logger } from '../log.js';
import type { DaemonOptions } from '../options.js';
import { type Engine, startEngine } from './engine.js';
import type { ModelService } from './service.js';

export interface StartedModel {
  readonly library: ModelLibrary;
  readonly engine: Engine;
  readonly choice: ModelChoice | null;
}

/**
 * A chosen model that cannot be used any more does not keep the shop closed: it is given up, loudly.
 * @param service once there is one, it is told of workers that are lost
 * @throws Error when no model can be used
 */
export async function startModel(
  options: DaemonOptions,
  log: Logger,
  service: () => ModelService | null,
): Promise<StartedModel> {
  const library = openLibrary(options.dataDir, options.shippedModel);
  const start = (modelFile: string) =>
    startEngine({
      modelFile,
      confidence: options.tracker.confidence,
      taskMs: options.analysisTimeoutMs,
      onLost({ kind, message }, inARow) {
        log.error({ kind, reason: message, in_a_row: inARow }, 'WORKER LOST; another takes its place');
        service()?.noteLoss(message, inARow);
      },
      ...(options.workers === null ? {} : { workers: options.workers }),
    });
  if (options.modelFile !== null) return { library, engine: await start(options.modelFile), choice: null };
  let choice = await readChoice(library.folder);
  for (;;) {
    try {
      const entry = await library.find(choice.name);
      if (!entry) throw new Error(`there is no model "${choice.name}" in ${library.folder}`);
      return { library, engine: await start(entry.file), choice };
    } catch (error) {
      const next = choice.previous ?? SHIPPED;
      if (choice.name === SHIPPED || next === choice.name) throw error;
      log.error({ model: choice.name, now: next, ...describeFault(error) }, 'MODEL CANNOT BE USED; given up');
      choice = giveUp(choice, next, (error as Error).message);
      await writeChoice(library.folder, choice);
    }
  }
}
