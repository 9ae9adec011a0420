/** Starts the FastAPI program that is compared with, in a Python environment that the bench makes once. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ROOT } from '../../support/daemon.js';

const run = promisify(execFile);
const HERE = fileURLToPath(new URL('.', import.meta.url));
const VENV = join(ROOT, 'node_modules/.cache/yolo1125/reference-venv');
const PYTHON = join(VENV, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const REQUIREMENTS = join(HERE, 'requirements.txt');
/** Says of which requirements the environment was made. */
const MADE_OF = join(VENV, 'made-of.txt');

export interface Reference {
  /** e.g. `ws://127.0.0.1:40123`. */
  readonly url: string;
  readonly versions: string;
  stop(): Promise<void>;
}

/** @throws Error that says why there is none: no Python 3, or no packages */
export async function startReference(): Promise<Reference> {
  await prepare();
  const args = ['-m', 'uvicorn', 'app:app', '--port', '0', '--app-dir', HERE, '--no-access-log'];
  const child = spawn(PYTHON, [...args, '--ws-per-message-deflate', 'false'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  const exited = once(child, 'exit');
  let log = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      log += chunk;
      const port = /running on http:\/\/127\.0\.0\.1:(\d+)/.exec(log)?.[1];
      if (port !== undefined) resolve(`ws://127.0.0.1:${port}`);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`uvicorn ended: ${log.trim().split('\n').at(-1)}`)));
  });
  return {
    url,
    versions: readFileSync(REQUIREMENTS, 'utf8').trim().replaceAll('==', ' ').split('\n').join(', '),
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function prepare(): Promise<void> {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(MADE_OF) && readFileSync(MADE_OF, 'utf8') === wanted) return;
  rmSync(VENV, { recursive: true, force: true });
  mkdirSync(VENV, { recursive: true });
  await run('python3', ['-m', 'venv', VENV]);
  await run(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS]);
  writeFileSync(MADE_OF, wanted);
}
