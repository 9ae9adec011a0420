/** Faces on the command line: enrolling from photos and clips, identifying, preparing, an embedder of the owner's. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { ARCFACE_POINTS, faceModelFiles } from '../../src/vision/index.js';
import { type CliRun, runCli } from '../support/cli.js';
import { FACE_MODELS } from '../support/face-models.js';
import { enrolFaces, nameOf, phoneOf } from '../support/faces.js';
import { temporaryFolder } from '../support/folder.js';
import { PEOPLE } from '../support/people.js';

const still = (person: string, number: number) =>
  join(PEOPLE, 'stills', person, `${String(number).padStart(3, '0')}.jpg`);

function faceCli(command: string, data: string, ...args: string[]): Promise<CliRun> {
  return runCli([command, '--data', data, '--face-models', FACE_MODELS, ...args]);
}

function enroll(data: string, person: string, ...args: string[]): Promise<CliRun> {
  return faceCli('enroll', data, '--name', nameOf(person), '--phone', phoneOf(person), ...args);
}

it('enrols from photos and says whose face a picture shows, as text and as JSON', async () => {
  const data = join(temporaryFolder(), 'data');
  await enrolFaces(data, ['p1', 'p2']);
  const text = await faceCli('identify', data, still('p1', 5));
  expect(text).toMatchObject({ code: 0, out: expect.stringMatching(/strong.*會員p1/) });
  const json = await faceCli('identify', data, '--json', still('p2', 4), still('p3', 0));
  const [known, stranger] = json.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(known).toMatchObject({ verdict: 'strong', nearest: { name: '會員p2', score: expect.any(Number) } });
  expect(stranger.verdict).toBe('unknown');
});

it('reads PNG, and photos that lie on their side with a note of it', async () => {
  const data = join(temporaryFolder(), 'data');
  await enrolFaces(data, ['p1']);
  const folder = temporaryFolder();
  const picture = sharp(still('p1', 5));
  await picture.clone().png().toFile(join(folder, 'a.png'));
  const turned = await picture.clone().rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer();
  writeFileSync(join(folder, 'b.jpg'), turned);
  const run = await faceCli('identify', data, join(folder, 'a.png'), join(folder, 'b.jpg'));
  expect(run.out.match(/strong.*會員p1/g)).toHaveLength(2);
});

it('names each photo it cannot use, and keeps nothing then', async () => {
  const data = join(temporaryFolder(), 'data');
  const folder = temporaryFolder();
  const dark = join(folder, 'dark.jpg');
  const blurred = join(folder, 'blurred.jpg');
  const nobody = join(folder, 'nobody.jpg');
  await sharp(still('p1', 0)).linear(0.1).jpeg().toFile(dark);
  await sharp(still('p1', 0)).blur(6).jpeg().toFile(blurred);
  await sharp({ create: { width: 640, height: 480, channels: 3, background: '#777' } })
    .jpeg()
    .toFile(nobody);
  writeFileSync(join(folder, 'broken.jpg'), 'no picture');
  const images = [still('p1', 0), dark, blurred, nobody, join(folder, 'broken.jpg')];
  const run = await enroll(data, 'p1', '--consent', '--image', ...images);
  expect(run.code).toBe(1);
  for (const complaint of [
    /dark\.jpg: .*(too dark|no face)/,
    /blurred\.jpg: .*(blurred|no face)/,
    /nobody\.jpg: no face found/,
    /broken\.jpg: not a picture/,
  ])
    expect(run.err).toMatch(complaint);
  expect((await runCli(['members', 'list', '--json', '--data', data])).out.trim()).toBe('[]');
});

it('refuses pictures of two people, and a face that is a member already', async () => {
  const data = join(temporaryFolder(), 'data');
  const mixed = await enroll(data, 'p1', '--consent', '--image', still('p1', 0), still('p2', 0));
  expect(mixed).toMatchObject({ code: 1, err: expect.stringContaining('same person') });
  await enrolFaces(data, ['p1']);
  const second = await enroll(data, 'p9', '--consent', '--image', still('p1', 1), still('p1', 2));
  expect(second).toMatchObject({ code: 1, err: expect.stringContaining('already belongs') });
  // The same member may renew the face.
  const renewed = await enroll(data, 'p1', '--consent', '--image', still('p1', 1));
  expect(renewed).toMatchObject({ code: 0, out: expect.stringContaining('new face for') });
});

it('keeps no face without consent', async () => {
  const data = join(temporaryFolder(), 'data');
  const run = await enroll(data, 'p1', '--image', still('p1', 0));
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining('--consent') });
  expect(run.err).toMatch(/保存什麼[\s\S]*What is kept/);
});

it('enrols from a recording', async () => {
  const data = join(temporaryFolder(), 'data');
  const clip = join(PEOPLE, 'clips/visit-p3');
  const run = await enroll(data, 'p3', '--consent', '--clip', clip);
  expect(run).toMatchObject({ code: 0, out: expect.stringMatching(/[345] template/) });
  expect((await faceCli('identify', data, still('p3', 0))).out).toMatch(/strong.*會員p3/);
});

it('enrols from a video, when there is ffmpeg', async (context) => {
  const video = join(temporaryFolder(), 'visit.mp4');
  try {
    const frames = join(PEOPLE, 'clips/visit-p3/frames/%06d.jpg');
    execFileSync('ffmpeg', ['-loglevel', 'error', '-framerate', '5', '-i', frames, video]);
  } catch {
    context.skip();
  }
  const data = join(temporaryFolder(), 'data');
  const run = await enroll(data, 'p3', '--consent', '--clip', video);
  expect(run).toMatchObject({ code: 0, out: expect.stringMatching(/template/) });
});

it('says what a camera needs, and takes no option for one', async () => {
  const data = join(temporaryFolder(), 'data');
  const absent = await enroll(data, 'p1', '--consent', '--camera', '99');
  expect(absent).toMatchObject({ code: 1, err: expect.stringMatching(/^yolo1125: .*(ffmpeg|video99)/m) });
  const sly = await enroll(data, 'p1', '--consent', '--camera', '-version');
  expect(sly.code).toBeGreaterThan(0);
});

it('keeps the photo only when the owner turned it on, sealed', async () => {
  const data = join(temporaryFolder(), 'data');
  const photo = readFileSync(still('p1', 0)).subarray(200, 400);
  for (const [person, keep, expected] of [
    ['p1', 'off', 0],
    ['p2', 'on', 1],
  ] as const) {
    await enroll(data, person, '--consent', '--keep-photos', keep, '--image', still(person, 0));
    const exported = await runCli(['members', 'export', phoneOf(person), '--data', data]);
    expect(JSON.parse(exported.out).face.photos).toHaveLength(expected);
  }
  expect(readFileSync(join(data, 'yolo1125.db')).includes(photo)).toBe(false);
});

it('takes an embedder of the owner’s by its profile, and does not compare faces across embedders', async () => {
  const data = join(temporaryFolder(), 'data');
  await enrolFaces(data, ['p1']);
  const file = join(temporaryFolder(), 'own.json');
  const profile = {
    id: 'own-1',
    model: faceModelFiles(FACE_MODELS).mobilefacenet,
    input: { width: 112, height: 112, channels: 'rgb', mean: 127.5, scale: 1 / 128 },
    alignment: ARCFACE_POINTS,
    distance: 'euclidean',
    thresholds: { accept: 0.9, ask: 1, margin: 0.08, different: 1.14 },
  };
  writeFileSync(file, JSON.stringify(profile));
  const before = await faceCli('identify', data, '--embedder', file, still('p1', 5));
  expect(before.out).toMatch(/unknown/);
  const run = await enroll(
    data,
    'p1',
    '--consent',
    '--embedder',
    file,
    '--image',
    still('p1', 0),
    still('p1', 1),
  );
  expect(run.code).toBe(0);
  const after = await faceCli('identify', data, '--embedder', file, '--json', still('p1', 5), still('p2', 0));
  const [known, stranger] = after.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(known).toMatchObject({ verdict: 'strong' });
  expect(known.nearest.score).toBeLessThan(0);
  expect(stranger.verdict).toBe('unknown');
});

it.each([
  [{ input: { width: 112 } }, /own\.json: input/],
  [{ model: 'missing.onnx' }, /missing\.onnx/],
  [{ distance: 'manhattan' }, /own\.json: distance/],
])('refuses the profile %j and says why', async (change, words) => {
  const data = join(temporaryFolder(), 'data');
  const file = join(temporaryFolder(), 'own.json');
  const good = {
    id: 'own-1',
    model: faceModelFiles(FACE_MODELS).mobilefacenet,
    input: { width: 112, height: 112, channels: 'rgb', mean: 127.5, scale: 1 / 128 },
    alignment: ARCFACE_POINTS,
    thresholds: { accept: 0.6, ask: 0.5, margin: 0.08, different: 0.35 },
  };
  writeFileSync(file, JSON.stringify({ ...good, ...change }));
  const run = await faceCli('identify', data, '--embedder', file, still('p1', 0));
  expect(run).toMatchObject({ code: 1, err: expect.stringMatching(words) });
});

it('prepares the models, and says where they are', async () => {
  const run = await runCli(['models', 'prepare', '--face-models', FACE_MODELS]);
  expect(run).toMatchObject({ code: 0, out: expect.stringMatching(/mobilefacenet.*\n.*ready/) });
});
