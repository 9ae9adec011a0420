/** One worker process: asked one thing at a time, killed when it does not answer in time. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Question {
  readonly id: number;
  /** Name of one of its functions. */
  readonly name: string;
  readonly argument: unknown;
}

/** What a process has used since it began. */
export interface Usage {
  /** Resident memory now, bytes. */
  readonly rss: number;
  /** CPU time of all its threads, seconds. */
  readonly cpu: number;
}

export type Answer = { readonly id: number; readonly usage: Usage } & (
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string }
);

/** Why a worker was lost. */
export type LossKind = 'crashed' | 'hung';

/** Thrown by `ask` when the worker died over the question. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost';

  constructor(
    readonly kind: LossKind,
    message: string,
  ) {
    super(message);
  }
}

export interface WorkerProcess {
  /**
   * Not to be called before the last question is answered.
   * @param ms after which the process is killed
   * @throws WorkerLost; Error in the function's own words when it threw
   */
  ask(name: string, argument: unknown, ms: number): Promise<unknown>;
  /** Resolves when the process has ended, whatever ended it; `lost` says why. */
  readonly ended: Promise<void>;
  readonly lost: WorkerLost | null;
  /** As of its last answer. */
  readonly usage: Usage;
  /** Lets it go; resolves when it is gone. Only between questions. */
  close(): Promise<void>;
}

/** How long a process without work may take to leave, ms. */
const LEAVE_MS = 2_000;

interface Pending {
  readonly id: number;
  readonly settle: (answer: Answer | WorkerLost) => void;
}

/** @param program a module that calls `serveTasks` @param data what `workerData` gives there; plain JSON */
export function startWorkerProcess(program: URL, data: unknown): WorkerProcess {
  const child = fork(fileURLToPath(program), [JSON.stringify(data)], {
    serialization: 'advanced',
    env: withoutSecrets(process.env),
  });
  let pending: Pending | null = null;
  let asked = 0;
  let lost: WorkerLost | null = null;
  let usage: Usage = { rss: 0, cpu: 0 };

  const lose = (loss: WorkerLost) => {
    lost ??= loss;
    pending?.settle(lost);
    pending = null;
  };
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      lose(new WorkerLost('crashed', `the worker process ended with ${signal ?? `status ${code}`}`));
      resolve();
    });
    // It could not be started at all, or not be written to.
    child.on('error', (error) => {
      lose(new WorkerLost('crashed', error.message));
      if (child.pid === undefined) resolve();
      else child.kill('SIGKILL');
    });
  });
  child.on('message', (answer: Answer) => {
    usage = answer.usage;
    if (answer.id === pending?.id) pending.settle(answer);
  });

  return {
    ended,
    get lost() {
      return lost;
    },
    get usage() {
      return usage;
    },
    async ask(name, argument, ms) {
      if (lost) throw lost;
      asked += 1;
      const question: Question = { id: asked, name, argument };
      const answer = await new Promise<Answer | WorkerLost>((settle) => {
        const timer = setTimeout(() => {
          lose(new WorkerLost('hung', `the worker process did not answer "${name}" within ${ms / 1000} s`));
          child.kill('SIGKILL');
        }, ms);
        pending = {
          id: question.id,
          settle: (outcome) => {
            clearTimeout(timer);
            pending = null;
            settle(outcome);
          },
        };
        child.send(question);
      });
      if (answer instanceof WorkerLost) throw answer;
      if (!answer.ok) throw new Error(answer.reason);
      return answer.value;
    },
    async close() {
      leave(child);
      await ended;
    },
  };
}

/** It decodes what strangers send: keys and addresses of the shop are none of its business. */
function withoutSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(YOLO1125_|MONGODB_)/.test(name)));
}

function leave(child: ChildProcess): void {
  if (child.connected) child.disconnect();
  setTimeout(() => child.kill('SIGKILL'), LEAVE_MS).unref();
}
