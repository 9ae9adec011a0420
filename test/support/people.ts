/** Pictures of people: rendered ones that come along, and real ones where they are at hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './daemon.js';

export const PEOPLE = join(ROOT, 'samples/people');
/** Ten people of LFW, a folder each; research use only, so it is not part of the project. */
export const LFW10 = join(ROOT, '../shared/data/faces-lfw10');
export const hasLfw10 = existsSync(LFW10);

export interface PersonPictures {
  readonly person: string;
  readonly pictures: readonly Buffer[];
}

/** A folder a person, JPEGs inside. */
export function readPeople(folder: string): readonly PersonPictures[] {
  return foldersOf(folder).map((person) => ({ person, pictures: readJpegs(join(folder, person)) }));
}

export function foldersOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

export function readJpegs(folder: string): readonly Buffer[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jpg'))
    .sort()
    .map((file) => readFileSync(join(folder, file)));
}

export const stillsOf = (person: string): readonly Buffer[] => readJpegs(join(PEOPLE, 'stills', person));
export const clipOf = (name: string): readonly Buffer[] => readJpegs(join(PEOPLE, 'clips', name, 'frames'));
