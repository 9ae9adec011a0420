import { Command } from 'commander';
import { readChoice, SHIPPED, writeChoice } from '../../vision/index.js';
import { CliError, print } from '../fail.js';
import { settings } from '../settings.js';
import { libraryOf } from './which.js';

export function removeCommand(): Command {
  return new Command('remove')
    .description('Delete an added model; not the one in use.')
    .argument('<name>', 'a name of "yolo1125 models list"')
    .addOption(settings.data())
    .action(remove);
}

async function remove(name: string, flags: { readonly data: string }): Promise<void> {
  const library = libraryOf(flags);
  const choice = await readChoice(library.folder);
  if (name === SHIPPED) throw new CliError('the model that comes along cannot be removed');
  if (name === choice.name)
    throw new CliError(`"${name}" is in use; choose another first, e.g. "yolo1125 models use ${SHIPPED}"`);
  if (!(await library.remove(name))) throw new CliError(`there is no model "${name}"`);
  if (name === choice.previous) await writeChoice(library.folder, { ...choice, previous: null });
  print(`removed "${name}"`);
}
