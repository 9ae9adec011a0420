/** Where a model's class names come from: its own metadata, else a file beside it. */
import { existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { PACKAGE_CLASS } from '../../protocol/package-class.js';
import { parsePythonNames } from './python-literal.js';

export interface NamedClasses {
  readonly names: ReadonlyMap<number, string>;
  /** For people: where the names were found. */
  readonly source: string;
}

/** Number of the class of whatever package where a model has none of its own. */
export const FOREIGN_PACKAGE_ID = 9_999;

/** The name of a class; a number that nothing names is called `class N`. */
export function classNameOf(classes: ReadonlyMap<number, string>, classId: number): string {
  const known = classes.get(classId);
  if (known !== undefined) return known;
  return classId === FOREIGN_PACKAGE_ID ? PACKAGE_CLASS : `class ${classId}`;
}

/**
 * Names from metadata first, then `MODEL.names` (one a line), then `MODEL.yaml` / `.yml` (Ultralytics data.yaml).
 * @throws Error when a sidecar, or without one the metadata, is there but cannot be read
 */
export async function findClassNames(
  modelFile: string,
  metadata: ReadonlyMap<string, string>,
): Promise<NamedClasses | null> {
  const own = parsePythonNames(metadata.get('names') ?? '');
  if (own) return { names: own, source: 'metadata' };
  const stem = modelFile.slice(0, modelFile.length - extname(modelFile).length);
  for (const ending of ['.names', '.yaml', '.yml']) {
    const file = stem + ending;
    if (!existsSync(file)) continue;
    const text = readFileSync(file, 'utf8');
    const names = ending === '.names' ? namesOfLines(text) : await namesOfYaml(text);
    if (names.size === 0) throw new Error(`${file} names no classes`);
    return { names, source: file };
  }
  if (metadata.has('names'))
    throw new Error('the names in its metadata cannot be read; put a .names file beside it');
  return null;
}

function namesOfLines(text: string): Map<number, string> {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  while (lines.at(-1) === '') lines.pop();
  return new Map(lines.map((name, index) => [index, name]));
}

async function namesOfYaml(text: string): Promise<Map<number, string>> {
  // Few models have such a file.
  const { parse } = await import('yaml');
  return namesOf((parse(text) as { names?: unknown } | null)?.names);
}

/** The `names` of a data.yaml: a list, or by number; empty when it is neither. */
export function namesOf(names: unknown): Map<number, string> {
  if (typeof names !== 'object' || names === null) return new Map();
  return new Map(Object.entries(names).map(([index, name]) => [Number(index), String(name)]));
}
