/** The models of a shop: the one that comes along, and those its owner added, as files in a folder. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { findClassNames } from '../model/class-names.js';
import type { ModelInfo } from '../model/detector.js';
import { exportedSize } from '../model/model-io.js';
import { readOnnxMetadata } from '../model/onnx-metadata.js';
import { SHIPPED } from './choice.js';
import { readJson, writeWhole } from './files.js';

/** What is known of a model without loading it. */
const Manifest = z.object({
  /** SHA-256 of the file, hex. */
  digest: z.string(),
  bytes: z.int().min(0),
  /** What it looks at, pixels. */
  input: z.object({ width: z.int(), height: z.int() }),
  /** Names by their numbers. */
  classes: z.record(z.string(), z.string()),
  /** Null for the model that comes along. */
  added_at: z.iso.datetime().nullable(),
  /** What its file was called when it was added. */
  source: z.string(),
  /** One picture in the self-test on this computer, ms; null when there was none. */
  analysis_ms: z.number().nullable(),
});
export type Manifest = z.infer<typeof Manifest>;

export interface LibraryEntry extends Manifest {
  readonly name: string;
  readonly file: string;
}

export interface ModelLibrary {
  readonly folder: string;
  /** The model that comes along first, then by name. */
  list(): Promise<readonly LibraryEntry[]>;
  /** Null when there is none of this name. */
  find(name: string): Promise<LibraryEntry | null>;
  /**
   * Copies a model in, under a name that is not taken.
   * @throws Error when it is
   */
  add(name: string, model: ModelInfo, analysisMs: number): Promise<LibraryEntry>;
  /** @returns whether there was one */
  remove(name: string): Promise<boolean>;
}

export const MODEL_NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** @param dataDir where the shop is kept @param shipped file of the model that comes along */
export function openLibrary(dataDir: string, shipped: string): ModelLibrary {
  const folder = join(dataDir, 'models');
  const at = (name: string, ending: string) => join(folder, `${name}.${ending}`);

  async function find(name: string): Promise<LibraryEntry | null> {
    if (name === SHIPPED) return { name, file: shipped, ...(await describeShipped(shipped)) };
    if (!MODEL_NAME.test(name) || !existsSync(at(name, 'onnx'))) return null;
    const manifest = Manifest.safeParse(await readJson(at(name, 'json')));
    if (!manifest.success) throw new Error(`${at(name, 'json')} makes no sense; add the model again`);
    return { name, file: at(name, 'onnx'), ...manifest.data };
  }

  return {
    folder,
    find,
    async list() {
      const files = await readdir(folder).catch(() => []);
      const names = files.filter((file) => file.endsWith('.onnx')).map((file) => basename(file, '.onnx'));
      const found = await Promise.all([SHIPPED, ...names.sort()].map(find));
      return found.filter((entry) => entry !== null);
    },
    async add(name, model, analysisMs) {
      if (!MODEL_NAME.test(name))
        throw new Error(`"${name}" is no name for a model: 1 to 64 letters, digits, "_" or "-"`);
      if ((await find(name)) !== null)
        throw new Error(`there already is a model "${name}"; choose another with --name, or remove that one`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const manifest: Manifest = {
        digest: model.digest,
        bytes: (await stat(model.file)).size,
        input: model.input.size,
        classes: Object.fromEntries(model.classes),
        added_at: new Date().toISOString(),
        source: basename(model.file),
        analysis_ms: Math.round(analysisMs * 10) / 10,
      };
      // Names that lie beside the file come along; those inside it are there anyway.
      if (model.namesFrom !== null && model.namesFrom !== 'metadata')
        await writeWhole(at(name, 'names'), namesAsLines(model.classes));
      await writeWhole(at(name, 'json'), `${JSON.stringify(manifest, null, 2)}\n`);
      // Last, because with it the model is there.
      await copyFile(model.file, at(name, 'part'));
      await rename(at(name, 'part'), at(name, 'onnx'));
      return { name, file: at(name, 'onnx'), ...manifest };
    },
    async remove(name) {
      if (!MODEL_NAME.test(name) || !existsSync(at(name, 'onnx'))) return false;
      for (const ending of ['onnx', 'json', 'names']) await rm(at(name, ending), { force: true });
      return true;
    },
  };
}

async function describeShipped(file: string): Promise<Manifest> {
  const bytes = await readFile(file);
  const metadata = readOnnxMetadata(bytes);
  const named = await findClassNames(file, metadata);
  return {
    digest: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    input: exportedSize(metadata),
    classes: Object.fromEntries(named?.names ?? []),
    added_at: null,
    source: basename(file),
    analysis_ms: null,
  };
}

/** One a line, in the order of their numbers; a gap is an unnamed class. */
function namesAsLines(classes: ReadonlyMap<number, string>): string {
  const last = Math.max(-1, ...classes.keys());
  return Array.from({ length: last + 1 }, (_, id) => `${classes.get(id) ?? `class ${id}`}\n`).join('');
}

export function classesOf({ classes }: Pick<Manifest, 'classes'>): ReadonlyMap<number, string> {
  return new Map(Object.entries(classes).map(([id, name]) => [Number(id), name]));
}
