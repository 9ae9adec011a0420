/**
 * What the command line asks of a running daemon. Both know the data folder, which only the shop's user can write; so a
 * request is a file in it, needs no password and no address, and is taken by renaming it.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { AppError, toErrorBody } from '../../protocol/index.js';
import { readJson, writeWhole } from '../../vision/index.js';
import { describeFault, type Logger } from '../log.js';
import type { ModelService } from './service.js';

const Request = z.object({ id: z.uuid(), use: z.string().nullable() });
/** `use` null: roll back. */
type Request = z.infer<typeof Request>;

const Answer = z.object({ refusal: z.string().nullable() });

const LOOK_MS = 300;
/** A daemon that runs takes a request long before this. */
const TAKEN_MS = 3_000;
/** Loading a large model on a slow computer, twice the workers running. */
const ANSWERED_MS = 300_000;

const requestIn = (folder: string) => join(folder, 'request.json');
const takenIn = (folder: string, id: string) => join(folder, `taken-${id}.json`);
const answerIn = (folder: string, id: string) => join(folder, `answer-${id}.json`);

/** Answers requests until the returned function is called; it resolves when none is in work. */
export function answerRequests(service: ModelService, log: Logger): () => Promise<void> {
  const { folder } = service.library;
  const stop = new AbortController();

  async function take(): Promise<Request | null> {
    const taken = takenIn(folder, randomUUID());
    const isThere = await rename(requestIn(folder), taken).then(
      () => true,
      () => false,
    );
    if (!isThere) return null;
    const request = Request.safeParse(await readJson(taken).finally(() => rm(taken, { force: true })));
    return request.success ? request.data : null;
  }

  async function answer({ id, use }: Request): Promise<void> {
    const refusal = await (use === null ? service.rollBack('cli') : service.use(use, 'cli')).then(
      () => null,
      (error) => (error instanceof AppError ? error.message : toErrorBody(error).message_en),
    );
    if (refusal !== null) log.warn({ model: use, reason: refusal }, 'model not changed');
    await writeWhole(answerIn(folder, id), JSON.stringify({ refusal } satisfies z.infer<typeof Answer>));
  }

  async function look(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        const request = await take();
        if (request) await answer(request);
      } catch (error) {
        log.warn(describeFault(error), 'a request for another model could not be answered');
      }
      await sleep(LOOK_MS, undefined, { signal: stop.signal, ref: false }).catch(() => {});
    }
  }

  const looking = look();
  return () => {
    stop.abort();
    return looking;
  };
}

/**
 * Asks the daemon that runs on this data folder to change its model.
 * @param use name of a model; null to roll back
 * @returns null when it did, its refusal in words, or `no_daemon`
 * @throws Error when it takes longer than any model should
 */
export async function askForModel(
  folder: string,
  use: string | null,
): Promise<{ readonly refusal: string } | 'no_daemon' | null> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const request: Request = { id: randomUUID(), use };
  await writeWhole(requestIn(folder), JSON.stringify(request));
  if (!(await isTaken(folder))) return 'no_daemon';
  const file = answerIn(folder, request.id);
  const end = performance.now() + ANSWERED_MS;
  while (performance.now() < end) {
    const answer = Answer.safeParse(await readJson(file));
    if (answer.success) {
      await rm(file);
      const { refusal } = answer.data;
      return refusal === null ? null : { refusal };
    }
    await sleep(LOOK_MS / 3);
  }
  throw new Error('the daemon took the request and did not answer; its log says more');
}

/** Taken back when nobody takes it: a daemon that starts later must not act on an old wish. */
async function isTaken(folder: string): Promise<boolean> {
  const file = requestIn(folder);
  const end = performance.now() + TAKEN_MS;
  while (performance.now() < end) {
    if ((await readJson(file)) === null) return true;
    await sleep(LOOK_MS / 3);
  }
  return rm(file).then(
    () => false,
    () => true,
  );
}
