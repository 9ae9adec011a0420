/** The child's side of a worker process: does one task after the other until the parent is gone. */
import { Worker } from 'node:worker_threads';
import type { Answer, Question, Usage } from './worker-process.js';

/** Functions by their name; what they take and return crosses processes as structured clones. */
// biome-ignore lint/suspicious/noExplicitAny: each function knows what it takes; the pool asks by name
export type Tasks = Readonly<Record<string, (argument: any) => unknown>>;

/** What the pool gives every one of its workers, e.g. which model to load. */
export function workerData<T>(): T {
  return JSON.parse(process.argv[2] ?? 'null') as T;
}

/** Answers the parent's questions. To be called once, by a program that a pool starts. */
export function serveTasks(tasks: Tasks): void {
  // Ctrl+C and service managers signal the whole group; frames in work are to be answered, and the parent says when to go.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  process.on('disconnect', () => process.exit());
  process.on('message', async ({ id, name, argument }: Question) => {
    process.send?.(await answer(tasks, id, name, argument), (error: Error | null) => {
      // The parent went away meanwhile.
      if (error) process.exit();
    });
  });
  endWithParent();
}

async function answer(tasks: Tasks, id: number, name: string, argument: unknown): Promise<Answer> {
  try {
    const value = await tasks[name]?.(argument);
    return { id, ok: true, value, usage: usage() };
  } catch (error) {
    return { id, ok: false, reason: (error as Error).message, usage: usage() };
  }
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { rss: process.memoryUsage.rss(), cpu: (user + system) / 1e6 };
}

/**
 * A process that hangs in the engine would never hear that its parent was killed, and keep a core busy for ever. A thread
 * beside it looks once a second. A parent's death gives the child another parent; where it does not (Windows), the old
 * number is asked for.
 */
const WATCH = `
  const parent = process.ppid;
  const isAlone = () => {
    if (process.ppid !== parent) return true;
    try { return !process.kill(parent, 0); } catch (error) { return error.code === 'ESRCH'; }
  };
  setInterval(() => { if (isAlone()) process.kill(process.pid, 'SIGKILL'); }, 1000);
`;

function endWithParent(): void {
  new Worker(WATCH, {
    eval: true,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 },
  }).unref();
}
