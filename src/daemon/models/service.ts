/** Which model a daemon sells by: the owner's choice, changed while it runs, given up by itself when it fails. */
import { AppError } from '../../protocol/index.js';
import type { Actor, Store } from '../../shop/index.js';
import {
  chooseNext,
  giveUp,
  type ModelChoice,
  type ModelLibrary,
  SHIPPED,
  writeChoice,
} from '../../vision/index.js';
import { describeFault, type Logger } from '../log.js';
import type { ClassBook } from './class-book.js';
import type { Engine } from './engine.js';

export interface ModelService {
  readonly library: ModelLibrary;
  /** Null when the daemon was started with a file: then that file it is. */
  readonly choice: ModelChoice | null;
  /** Whether another model is being started just now. */
  readonly changing: boolean;
  /**
   * Sells by another model from now on, and after a restart.
   * @param actor who wants it, for the audit log
   * @throws AppError `model_pinned`, `model_unknown`, `model_refused`, `model_busy`
   */
  use(name: string, actor: Actor): Promise<void>;
  /** Goes back to the model before. @throws AppError as `use`, `nothing_to_roll_back` */
  rollBack(actor: Actor): Promise<void>;
  /** To be told of every worker that was lost. */
  noteLoss(reason: string, inARow: number): void;
}

export interface ModelServiceParts {
  readonly library: ModelLibrary;
  readonly store: Store;
  readonly choice: ModelChoice | null;
  readonly engine: Engine;
  readonly classes: ClassBook;
  readonly log: Logger;
  /** Called after another model has come into use. */
  readonly onChange: () => Promise<void>;
}

/** After so many workers were lost in a row the model is given up. */
const GIVE_UP_AFTER = 3;

export function createModelService({
  library,
  store,
  engine,
  classes,
  log,
  onChange,
  choice: first,
}: ModelServiceParts): ModelService {
  let choice = first;
  let changing = false;

  /** One change at a time: a second one is refused and not queued, because its asker saw another state. */
  async function change(next: ModelChoice, actor: Actor): Promise<void> {
    if (changing) throw new AppError('model_busy');
    changing = true;
    try {
      const entry = await library.find(next.name).catch((error: Error) => {
        throw new AppError('model_refused', error.message);
      });
      if (!entry) throw new AppError('model_unknown', next.name);
      await engine.swap(entry.file, classes.adopt).catch((error: Error) => {
        const { message } = (error.cause as Error | undefined) ?? error;
        throw new AppError('model_refused', message);
      });
      choice = next;
      await writeChoice(library.folder, next);
      log.warn({ model: next.name, classes: engine.model.classes.size }, 'ANOTHER MODEL is in use');
      await enter(actor, next.name).catch((error) => log.error(describeFault(error), 'not in the audit log'));
      await onChange();
    } finally {
      changing = false;
    }
  }

  function enter(actor: Actor, model: string): Promise<void> {
    return store.as(actor).audit({ kind: 'model_used', facts: { model, digest: engine.model.digest } });
  }

  function present(): ModelChoice {
    if (choice === null) throw new AppError('model_pinned');
    return choice;
  }

  async function fallBack(from: ModelChoice, reason: string): Promise<void> {
    const candidates = [...new Set([from.previous, SHIPPED])].filter((name) => name !== null);
    for (const name of candidates) {
      if (name === from.name) continue;
      try {
        await change(giveUp(from, name, reason), 'daemon');
        return log.error({ model: from.name, now: name, reason }, 'MODEL GIVEN UP; the one before sells on');
      } catch (error) {
        log.error({ model: name, ...describeFault(error) }, 'no way back to this model');
      }
    }
  }

  return {
    library,
    get choice() {
      return choice;
    },
    get changing() {
      return changing;
    },
    async use(name, actor) {
      await change(chooseNext(present(), name), actor);
    },
    async rollBack(actor) {
      const { previous } = present();
      if (previous === null) throw new AppError('nothing_to_roll_back');
      await change(chooseNext(present(), previous), actor);
    },
    noteLoss(reason, inARow) {
      if (inARow < GIVE_UP_AFTER || changing || choice === null) return;
      void fallBack(choice, reason);
    },
  };
}
