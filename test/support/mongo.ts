/**
 * A MongoDB-compatible server for the tests: the one of MONGODB_URI, else a `mongod` of this computer, else FerretDB built by
 * Go from test/ferretdb. A server that the tests start is theirs to kill.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { MongoClient } from 'mongodb';
import { ROOT } from './daemon.js';

const run = promisify(execFile);
const SOURCES = join(ROOT, 'test/ferretdb');
const CACHE = join(ROOT, 'node_modules/.cache/yolo1125');
const PATIENT = '?serverSelectionTimeoutMS=20000&connectTimeoutMS=20000&socketTimeoutMS=30000';
/** A build that takes longer was cut off, ms. */
const BUILD_MAX_MS = 15 * 60_000;
const FERRETDB = join(CACHE, process.platform === 'win32' ? 'ferretdb.exe' : 'ferretdb');

export interface TestMongo {
  /** Which server it is, for the reader of the test report. */
  readonly kind: string;
  /**
   * The address of a database of a new name.
   * @param isPatient false where a test is about a server that is away; else a busy computer is not taken for one
   */
  newDatabase(isPatient?: boolean): string;
  /** Null for a server that is not ours. */
  readonly own: { kill(): Promise<void>; startAgain(): Promise<void> } | null;
  stop(): Promise<void>;
}

/** @returns null when there is no way to a server here; the reason is printed */
export async function startMongo(): Promise<TestMongo | null> {
  const given = process.env.MONGODB_URI;
  if (given) return usingGiven(given);
  const command = await findServer();
  return command && startOwn(command);
}

function usingGiven(uri: string): TestMongo {
  const made: string[] = [];
  return {
    kind: 'the server of MONGODB_URI',
    newDatabase() {
      const url = new URL(uri);
      url.pathname = databaseName();
      made.push(url.href);
      return url.href;
    },
    own: null,
    async stop() {
      for (const address of made) {
        const client = new MongoClient(address);
        await client.db().dropDatabase();
        await client.close();
      }
    },
  };
}

interface ServerCommand {
  readonly kind: string;
  start(port: number, folder: string): ChildProcess;
}

async function findServer(): Promise<ServerCommand | null> {
  if (await works('mongod', '--version'))
    return {
      kind: 'mongod',
      start: (port, folder) =>
        spawn('mongod', ['--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', folder, '--quiet'], {
          stdio: 'ignore',
        }),
    };
  if (!(await works('go', 'version'))) return sayWhy('no MONGODB_URI, no mongod and no Go on this computer');
  try {
    await buildFerretDb();
  } catch (error) {
    return sayWhy(`FerretDB cannot be built: ${(error as Error).message}`);
  }
  return {
    kind: 'FerretDB 1.24',
    // It ends when its standard input does, so none is left behind when the tests are killed.
    start: (port, folder) =>
      spawn(FERRETDB, [`127.0.0.1:${port}`, folder], { stdio: ['pipe', 'ignore', 'inherit'] }),
  };
}

function sayWhy(text: string): null {
  console.warn(`MongoDB is not tested: ${text}`);
  return null;
}

function works(command: string, argument: string): Promise<boolean> {
  return run(command, [argument]).then(
    () => true,
    () => false,
  );
}

/** Takes minutes the first time, and nothing when it was built before from the same sources. */
async function buildFerretDb(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  // Test files run side by side; one builds, the others wait.
  const lock = `${FERRETDB}.lock`;
  while (!isBuilt()) {
    if (tryToMake(lock)) return build().finally(() => rmdirSync(lock));
    await sleep(500);
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > BUILD_MAX_MS) rmdirSync(lock);
  }
}

function isBuilt(): boolean {
  const changed = ['main.go', 'go.mod', 'go.sum'].map((name) => statSync(join(SOURCES, name)).mtimeMs);
  return existsSync(FERRETDB) && statSync(FERRETDB).mtimeMs > Math.max(...changed);
}

function tryToMake(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

async function build(): Promise<void> {
  const built = `${FERRETDB}.${randomBytes(4).toString('hex')}`;
  const env = { ...process.env, CGO_ENABLED: '0' };
  await run('go', ['build', '-o', built, '.'], { cwd: SOURCES, env, timeout: BUILD_MAX_MS });
  renameSync(built, FERRETDB);
}

async function startOwn({ kind, start }: ServerCommand): Promise<TestMongo> {
  const folder = mkdtempSync(join(tmpdir(), 'yolo1125-mongo-'));
  const port = await freePort();
  const address = `mongodb://127.0.0.1:${port}`;
  let server = start(port, folder);
  await answers(address);
  async function kill(): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  }
  return {
    kind,
    newDatabase: (isPatient = true) => `${address}/${databaseName()}${isPatient ? PATIENT : ''}`,
    own: {
      kill,
      async startAgain() {
        server = start(port, folder);
        await answers(address);
      },
    },
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function databaseName(): string {
  return `yolo1125_${randomBytes(6).toString('hex')}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** Waits until a server answers there. */
async function answers(address: string): Promise<void> {
  const client = new MongoClient(address, { serverSelectionTimeoutMS: 20_000 });
  await client.db('admin').command({ ping: 1 });
  await client.close();
}
