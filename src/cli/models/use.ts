import { Command } from 'commander';
import { askForModel } from '../../daemon/index.js';
import {
  chooseNext,
  type ModelLibrary,
  readChoice,
  selfTest,
  startAnalysisPool,
  writeChoice,
} from '../../vision/index.js';
import { CliError, print } from '../fail.js';
import { settings } from '../settings.js';
import { type StoreFlags, withStore } from '../store.js';
import { libraryOf } from './which.js';

interface UseFlags extends StoreFlags {
  readonly previous?: boolean;
}

export function useCommand(): Command {
  return new Command('use')
    .description('Sell by another model, at once and after a restart; customers at the counters go on.')
    .argument('[name]', 'a name of "yolo1125 models list", e.g. shipped')
    .option('--previous', 'go back to the model before')
    .addOption(settings.data())
    .addOption(settings.store())
    .addHelpText(
      'after',
      `
A running daemon starts the model beside the present one, has it answer a test picture and only then changes over; when
anything fails the present one stays and the reason is said here. Without a daemon the model is tested here.

Examples:
  $ yolo1125 models use spring
  $ yolo1125 models use --previous`,
    )
    .action(use);
}

async function use(name: string | undefined, flags: UseFlags): Promise<void> {
  if ((name === undefined) === (flags.previous !== true))
    throw new CliError('give the name of a model, or --previous', 2);
  const library = libraryOf(flags);
  const wanted = name ?? (await previousOf(library));
  if ((await library.find(wanted)) === null)
    throw new CliError(`there is no model "${wanted}"; "yolo1125 models list" shows them`);
  const answer = await askForModel(library.folder, name ?? null);
  if (answer === 'no_daemon') return useLater(library, wanted, flags);
  if (answer !== null) throw new CliError(answer.refusal);
  print(
    name === undefined
      ? `the shop sells by the model before, "${wanted}"`
      : `the shop sells by "${name}" now`,
  );
}

async function previousOf({ folder }: ModelLibrary): Promise<string> {
  const { previous } = await readChoice(folder);
  if (previous === null) throw new CliError('there is no model to go back to');
  return previous;
}

/** No daemon runs here: the next one will start with it, so it is tried now. */
async function useLater(library: ModelLibrary, name: string, flags: StoreFlags): Promise<void> {
  const entry = await library.find(name);
  if (!entry) return;
  const choice = await readChoice(library.folder);
  const pool = await startAnalysisPool({ modelFile: entry.file, workers: 1 }).catch((error: Error) => {
    throw new CliError(`${error.message}; "${choice.name}" stays chosen`);
  });
  await selfTest(pool, 0.5)
    .catch((error: Error) => {
      const { message } = (error.cause as Error | undefined) ?? error;
      throw new CliError(`the self-test failed: ${message}; "${choice.name}" stays chosen`);
    })
    .finally(() => pool.close());
  const facts = { model: name, digest: entry.digest };
  await withStore(flags, (store) => store.audit({ kind: 'model_used', facts }));
  await writeChoice(library.folder, chooseNext(choice, name));
  print(`no daemon runs on this data folder; the next one will sell by "${name}"`);
}
