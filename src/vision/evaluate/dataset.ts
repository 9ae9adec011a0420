/** A dataset of the YOLO layout: `data.yaml`, pictures under `images/`, labels under `labels/`. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, extname, join, resolve, sep } from 'node:path';
import { namesOf } from '../model/class-names.js';
import { type Label, parseLabels } from './labels.js';

export interface LabelledPicture {
  readonly file: string;
  readonly labels: readonly Label[];
}

export interface Dataset {
  /** The file that describes it. */
  readonly file: string;
  /** Class names by number. */
  readonly classes: ReadonlyMap<number, string>;
  readonly pictures: readonly LabelledPicture[];
  /** Pictures without a label file: they count as pictures of nothing. */
  readonly unlabelled: number;
}

const PICTURES = new Set(['.jpg', '.jpeg', '.png', '.webp']);

/**
 * @param place `data.yaml`, or the folder that it lies in
 * @param split `train`, `val` or `test`
 * @throws Error that says what is wrong, with file and line where there is one
 */
export async function readDataset(place: string, split: string): Promise<Dataset> {
  const file = descriptionOf(place);
  // Only evaluations read datasets.
  const { parse } = await import('yaml');
  const described = readYaml(parse, file);
  const classes = namesOf(described.names);
  if (classes.size === 0) throw new Error(`${file}: names no classes ("names:" as a list, or by number)`);
  const highest = Math.max(...classes.keys());
  const files = await picturesOf(file, described, split);
  if (files.length === 0) throw new Error(`${file}: the split "${split}" has no pictures`);
  let unlabelled = 0;
  const pictures: LabelledPicture[] = [];
  for (const picture of files) {
    const labelFile = labelFileOf(picture);
    const text = await readFile(labelFile, 'utf8').catch(() => null);
    if (text === null) unlabelled += 1;
    pictures.push({ file: picture, labels: parseLabels(text ?? '', labelFile, highest + 1) });
  }
  if (unlabelled === pictures.length)
    throw new Error(
      `${file}: no picture of "${split}" has labels; the first should be ${labelFileOf(files[0] as string)}`,
    );
  return { file, classes, pictures, unlabelled };
}

interface Described {
  readonly names?: unknown;
  readonly path?: unknown;
  readonly [split: string]: unknown;
}

function descriptionOf(place: string): string {
  if (!existsSync(place)) throw new Error(`there is no ${place}`);
  if (!statSync(place).isDirectory()) return place;
  const found = ['data.yaml', 'data.yml', 'dataset.yaml']
    .map((name) => join(place, name))
    .find((file) => existsSync(file));
  if (found === undefined)
    throw new Error(`${place} holds no data.yaml; name the file that describes the dataset`);
  return found;
}

function readYaml(parse: (text: string) => unknown, file: string): Described {
  try {
    const value = parse(readFileSync(file, 'utf8'));
    if (typeof value === 'object' && value !== null) return value as Described;
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
  throw new Error(`${file}: is no description of a dataset`);
}

/** A split is a folder, a list of files (`.txt`), or several of these. */
async function picturesOf(file: string, described: Described, split: string): Promise<readonly string[]> {
  const given = described[split];
  if (given === undefined || given === null || given === '') {
    const there = ['train', 'val', 'test'].filter((name) => described[name]);
    throw new Error(`${file}: has no split "${split}", only ${there.join(', ') || 'none'}`);
  }
  const home = dirname(resolve(file));
  const root = typeof described.path === 'string' ? resolve(home, described.path) : home;
  const roots = existsSync(root) ? [root, home] : [home];
  const places = (Array.isArray(given) ? given : [given]).map((place) => placeOf(file, roots, String(place)));
  return (await Promise.all(places.map(picturesAt))).flat().sort();
}

/** Roboflow writes `../val/images` for what lies in `val/images`; Ultralytics reads it so too. */
function placeOf(file: string, roots: readonly string[], place: string): string {
  const spellings = place.startsWith('../') ? [place, place.slice(3)] : [place];
  const places = roots.flatMap((root) => spellings.map((spelling) => resolve(root, spelling)));
  const found = places.find((candidate) => existsSync(candidate));
  if (found === undefined) throw new Error(`${file}: there is no ${places[0]}`);
  return found;
}

async function picturesAt(place: string): Promise<readonly string[]> {
  if (!statSync(place).isDirectory()) {
    const lines = (await readFile(place, 'utf8')).split(/\r?\n/).filter((line) => line.trim() !== '');
    return lines.map((line) => resolve(dirname(place), line.trim()));
  }
  const names = await readdir(place, { recursive: true });
  return names.filter((name) => PICTURES.has(extname(name).toLowerCase())).map((name) => join(place, name));
}

/** The last folder called `images` becomes `labels`; without one the labels lie beside the pictures. */
function labelFileOf(picture: string): string {
  const stem = picture.slice(0, picture.length - extname(picture).length);
  const at = stem.lastIndexOf(`${sep}images${sep}`);
  return at < 0 ? `${stem}.txt` : `${stem.slice(0, at)}${sep}labels${sep}${stem.slice(at + 8)}.txt`;
}
