/** Which model a command works with. */
import { existsSync } from 'node:fs';
import { type ModelLibrary, openLibrary, readChoice } from '../../vision/index.js';
import { CliError } from '../fail.js';
import { DEFAULT_MODEL } from '../settings.js';

export function libraryOf({ data }: { readonly data: string }): ModelLibrary {
  return openLibrary(data, DEFAULT_MODEL);
}

/**
 * @param word a file, or the name of a model of the library
 * @throws CliError when it is neither
 */
export async function fileOfModel(word: string, flags: { readonly data: string }): Promise<string> {
  if (existsSync(word)) return word;
  const entry = await libraryOf(flags).find(word);
  if (entry) return entry.file;
  throw new CliError(`"${word}" is neither a file nor a model that was added ("yolo1125 models list")`, 2);
}

/** The model of `--model`, else the one that the shop's owner chose. @throws CliError when there is none such */
export async function modelFileOf(flags: {
  readonly model?: string;
  readonly data: string;
}): Promise<string> {
  if (flags.model !== undefined) return fileOfModel(flags.model, flags);
  return fileOfModel((await readChoice(libraryOf(flags).folder)).name, flags);
}
