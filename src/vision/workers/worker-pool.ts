/** Worker processes that share one queue. A lost one is replaced; only the task it was at is lost with it. */
import { startWorkerProcess, type Usage, WorkerLost, type WorkerProcess } from './worker-process.js';

export interface WorkerPoolOptions {
  /** A module that calls `serveTasks`. */
  readonly program: URL;
  /** What its `workerData` gives; plain JSON. */
  readonly data: unknown;
  readonly workers: number;
  /** The function a worker must answer before it gets work. */
  readonly first: string;
  /** How long that first answer may take, loading included, ms. */
  readonly startMs: number;
  /** How long any other may take, ms. */
  readonly taskMs: number;
  /** @param inARow losses since a worker last did a task, this one included */
  readonly onLost?: ((loss: WorkerLost, inARow: number) => void) | undefined;
}

export interface WorkerPool {
  /** The workers' answers to the first question. @throws Error when one of them could not give it */
  readonly ready: Promise<readonly unknown[]>;
  /** Losses since a worker last did a task. */
  readonly lossesInARow: number;
  /** Of the workers that run now as of their last answers; `cpu` also of those that ended. */
  readonly usage: Usage;
  /**
   * Has the next free worker do something.
   * @throws WorkerLost when it died over it, or none can be had; Error in the function's own words
   */
  run(name: string, argument: unknown): Promise<unknown>;
  /** Has every worker do the same, each when it is free. @throws as `run` */
  runOnAll(name: string, argument: unknown): Promise<readonly unknown[]>;
  /** Lets what is in work or waits be done, then ends the processes. */
  close(): Promise<void>;
}

/** After this many losses in a row a worker is started only after a while, doubled each time. */
const PROMPT_RESTARTS = 2;
const BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 30_000;

interface Task {
  readonly name: string;
  readonly argument: unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Slot {
  /** Null while the next one is not started yet. */
  worker: WorkerProcess | null;
  /** Whether it starts or does a task. */
  busy: boolean;
  /** Tasks that are for this worker only. */
  readonly own: Task[];
}

export function startWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const queue: Task[] = [];
  const slots = Array.from({ length: options.workers }, (): Slot => ({ worker: null, busy: false, own: [] }));
  /** Those that have not ended yet. */
  const processes = new Set<WorkerProcess>();
  let losses = 0;
  /** CPU seconds of those that have. */
  let spent = 0;
  let closing = false;
  let onChange = () => {};

  async function start(slot: Slot): Promise<unknown> {
    const worker = startWorkerProcess(options.program, options.data);
    processes.add(worker);
    void worker.ended.then(() => {
      processes.delete(worker);
      spent += worker.usage.cpu;
      // Over a task the loss is noticed there.
      if (worker.lost && slot.worker === worker && !slot.busy) replace(slot, worker.lost);
    });
    slot.worker = worker;
    slot.busy = true;
    try {
      const answer = await worker.ask(options.first, null, options.startMs);
      free(slot);
      return answer;
    } catch (error) {
      slot.worker = null;
      slot.busy = false;
      void worker.close();
      onChange();
      throw error;
    }
  }

  function free(slot: Slot): void {
    slot.busy = false;
    const task = slot.own.shift() ?? queue.shift();
    if (task) void work(slot, task);
    onChange();
  }

  async function work(slot: Slot, task: Task): Promise<void> {
    const { worker } = slot;
    if (!worker) return;
    slot.busy = true;
    try {
      task.resolve(await worker.ask(task.name, task.argument, options.taskMs));
    } catch (error) {
      task.reject(error as Error);
      if (error instanceof WorkerLost) return replace(slot, error);
    }
    losses = 0;
    free(slot);
  }

  function replace(slot: Slot, loss: WorkerLost): void {
    losses += 1;
    slot.worker = null;
    slot.busy = false;
    if (!closing) options.onLost?.(loss, losses);
    if (!closing && losses <= PROMPT_RESTARTS) void restart(slot);
    else if (!closing) {
      const wait = Math.min(MAX_BACKOFF_MS, BACKOFF_MS * 2 ** (losses - PROMPT_RESTARTS - 1));
      setTimeout(() => void restart(slot), wait).unref();
    }
    rejectWhatNobodyDoes(loss);
    onChange();
  }

  async function restart(slot: Slot): Promise<void> {
    if (closing) return;
    try {
      await start(slot);
    } catch (error) {
      replace(
        slot,
        error instanceof WorkerLost ? error : new WorkerLost('crashed', (error as Error).message),
      );
    }
  }

  /** Without any worker, whoever waits is told so instead of waiting for one that may never come. */
  function rejectWhatNobodyDoes(loss: WorkerLost): void {
    if (slots.some(({ worker }) => worker !== null)) return;
    for (const { reject } of [...queue.splice(0), ...slots.flatMap(({ own }) => own.splice(0))]) reject(loss);
  }

  function ask(name: string, argument: unknown, slot: Slot | undefined, waiting: Task[]): Promise<unknown> {
    if (slots.every(({ worker }) => worker === null))
      return Promise.reject(new WorkerLost('crashed', 'no worker runs at the moment'));
    return new Promise((resolve, reject) => {
      const task = { name, argument, resolve, reject };
      if (slot?.worker && !slot.busy) void work(slot, task);
      else waiting.push(task);
    });
  }

  const isIdle = () => queue.length === 0 && slots.every(({ busy, own }) => !busy && own.length === 0);

  return {
    ready: Promise.all(slots.map(start)),
    get lossesInARow() {
      return losses;
    },
    get usage() {
      const running = [...processes].map(({ usage }) => usage);
      return {
        rss: running.reduce((sum, { rss }) => sum + rss, 0),
        cpu: running.reduce((sum, { cpu }) => sum + cpu, spent),
      };
    },
    run: (name, argument) =>
      ask(
        name,
        argument,
        slots.find(({ worker, busy }) => worker && !busy),
        queue,
      ),
    runOnAll: (name, argument) => Promise.all(slots.map((slot) => ask(name, argument, slot, slot.own))),
    async close() {
      closing = true;
      await new Promise<void>((resolve) => {
        onChange = () => isIdle() && resolve();
        onChange();
      });
      await Promise.all([...processes].map((worker) => worker.close()));
    },
  };
}
