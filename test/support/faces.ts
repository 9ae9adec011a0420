/** People before the camera of a daemon under test. */
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './cli.js';
import type { Reply, TestSocket } from './client.js';
import { type RunningDaemon, sharedDaemon, startDaemon } from './daemon.js';
import { FACE_MODELS } from './face-models.js';
import { temporaryFolder } from './folder.js';
import { PEOPLE } from './people.js';

/** Stills that look into the camera, more or less. */
const ENROLMENT_STILLS = ['000.jpg', '001.jpg', '002.jpg', '003.jpg'];
/** Frames a second the clips are recorded at. */
const FPS = 5;

export const phoneOf = (person: string): string => `091100000${person.slice(1)}`;
export const nameOf = (person: string): string => `會員${person}`;

/** Enrols people in a data folder by the real command line. */
export async function enrolFaces(data: string, people: readonly string[], pin?: string): Promise<void> {
  for (const person of people) {
    const images = ENROLMENT_STILLS.map((file) => join(PEOPLE, 'stills', person, file));
    const who = ['--name', nameOf(person), '--phone', phoneOf(person), ...(pin ? ['--pin', pin] : [])];
    const where = ['--data', data, '--face-models', FACE_MODELS];
    const run = await runCli(['enroll', ...who, '--consent', ...where, '--image', ...images]);
    if (run.code !== 0) throw new Error(run.err);
  }
}

/** A data folder with these members, to be copied for each test. */
export async function prepareMembers(people: readonly string[], pin?: string): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'yolo1125-members-'));
  await enrolFaces(data, people, pin);
  return data;
}

/**
 * A daemon with faces for all tests of a file that leave its members as they are.
 * @param members a prepared data folder, known when the tests begin
 */
export function sharedFaceDaemon(
  members: () => string,
  args: readonly string[] = [],
): { readonly daemon: RunningDaemon } {
  return sharedDaemon(async (atEnd) => {
    const data = join(temporaryFolder(atEnd), 'data');
    cpSync(members(), data, { recursive: true });
    return { data, faces: true, args, demo: false };
  });
}

/** A copy of a prepared data folder in which one is no member any more. */
export async function membersWithout(members: string, person: string): Promise<string> {
  const data = join(temporaryFolder(), 'data');
  cpSync(members, data, { recursive: true });
  const run = await runCli(['members', 'forget', phoneOf(person), '--yes', '--data', data]);
  if (run.code !== 0) throw new Error(run.err);
  return data;
}

/** A daemon with faces on a copy of a prepared data folder, or in demo mode on an empty one. */
export function startFaceDaemon(
  members: string | null,
  args: readonly string[] = [],
): Promise<RunningDaemon> {
  const data = join(temporaryFolder(), 'data');
  if (members) cpSync(members, data, { recursive: true });
  // The demo member has the face of p1; beside a member p1 neither could be told from the other.
  return startDaemon({ data, faces: true, args, demo: members === null });
}

/** Shows frames at the pace they were recorded. Stops early when `isEnough`. */
export async function play(
  socket: TestSocket,
  frames: readonly Buffer[],
  isEnough: () => boolean = () => false,
): Promise<void> {
  const start = performance.now();
  for (const [index, jpeg] of frames.entries()) {
    if (isEnough()) return;
    const wait = start + (index * 1000) / FPS - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const timestamp = new Date().toISOString();
    socket.send({ type: 'frame', frame: jpeg.toString('base64'), timestamp });
  }
  // The last face step is still in work.
  await new Promise((resolve) => setTimeout(resolve, 400));
}

/** The frames again and again until something has happened, at most for so many seconds. */
export async function playUntil(
  socket: TestSocket,
  frames: readonly Buffer[],
  isEnough: () => boolean,
  seconds = 15,
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!isEnough() && performance.now() < end) await play(socket, frames, isEnough);
}

/** What a look at a face lacks when the machine was too busy to look often enough. */
const TOO_LITTLE_SEEN = ['no_face', 'face_not_live'];

/** Plays the frames, then registers; both again, up to four times, while too little of the face was seen. */
export async function playAndRegister(
  socket: TestSocket,
  frames: readonly Buffer[],
  register: () => Promise<Reply>,
): Promise<Reply> {
  for (let left = 3; ; left -= 1) {
    await play(socket, frames);
    const reply = await register();
    if (left === 0 || !TOO_LITTLE_SEEN.includes(reply.body.code)) return reply;
  }
}

export const states = (socket: TestSocket): readonly string[] =>
  socket.all('customer').map(({ state }) => state as string);

export const isSignedIn = (socket: TestSocket) => () => socket.all('signed_in').length > 0;
