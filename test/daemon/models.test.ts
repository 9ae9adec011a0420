/** Another model while customers are at the counter. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AdminModelsReply, AuditReply } from '../../src/protocol/index.js';
import { type CliRun, runCli } from '../support/cli.js';
import { get, openSocket } from '../support/client.js';
import { newSession, sharedDaemon, startDaemon, until } from '../support/daemon.js';
import { temporaryFolder } from '../support/folder.js';
import { writeHangingModel } from '../support/hanging-model.js';
import { writeLampModel } from '../support/lamp-model.js';
import { addModels, chooseModel } from '../support/library.js';
import { type Owner, signInAsOwner } from '../support/owner.js';
import { jpegOf } from '../support/pictures.js';
import { show, signedIn } from '../support/shopper.js';

const WHITE = await jpegOf(64, 64, '#ffffff');
const BLACK = await jpegOf(64, 64, '#000000');
const GREY = await jpegOf(64, 64, '#e8e8e8');

/** `here` and `moved` see the same product by another number; `hanging` hangs before white pictures; `broken` is junk. */
const shared = sharedDaemon(async (atEnd) => {
  const folder = temporaryFolder(atEnd);
  const data = join(folder, 'data');
  const file = (name: string) => join(folder, `${name}.onnx`);
  const middle = [32, 32, 16, 32] as const;
  writeLampModel(file('here'), ['yuancui-tea', 'fenjie-tea']);
  writeLampModel(file('moved'), ['fenjie-tea', 'yuancui-tea'], [{ classId: 1, box: middle }]);
  writeHangingModel(file('hanging'));
  copyFileSync(file('here'), file('broken'));
  await addModels(data, ['here', 'moved', 'hanging', 'broken'].map(file));
  writeFileSync(join(data, 'models/broken.onnx'), 'no model at all');
  await chooseModel(data, 'here');
  return { data, model: null, args: ['--workers', '1', '--analysis-timeout-seconds', '2'] };
});

const models = (...words: readonly string[]): Promise<CliRun> =>
  runCli(['models', ...words, '--data', shared.daemon.data]);

let owner: Promise<Owner> | null = null;
const signIn = () => (owner ??= signInAsOwner(shared.daemon.url));

/** By the owner's page. */
async function use(name: string): Promise<void> {
  const { status, body } = await (await signIn()).send('POST', 'models/use', { name });
  expect(status, body.message_en).toBe(200);
}

async function inUse(): Promise<string | undefined> {
  const { models } = await (await signIn()).get('models', AdminModelsReply);
  return models.find(({ in_use }) => in_use)?.name;
}

it('changes over without dropping a session, and counts nothing twice or under another name', async () => {
  const { daemon } = shared;
  const session = newSession();
  const { socket } = await signedIn(daemon, session);
  await show(socket, WHITE, 5);
  expect((await socket.next('cart_updated')).total).toBe(150);
  const seen = socket.all('detections').at(-1).detections[0];
  expect(seen).toMatchObject({ class_id: 0, class_name: 'yuancui-tea', counted: true });

  const changing = models('use', 'moved');
  let ended = false;
  void changing.finally(() => (ended = true));
  while (!ended) await socket.show(WHITE);
  expect((await changing).out).toContain('sells by "moved" now');
  await show(socket, WHITE, 5);
  const after = socket.all('detections').at(-1).detections[0];
  expect(after).toEqual({ ...seen, class_id: 1, confidence: after.confidence });
  expect(socket.all('product_detected')).toHaveLength(1);
  expect(socket.all('cart_updated')).toHaveLength(1);
  for (const type of ['error', 'frame_dropped', 'signed_out']) expect(socket.all(type)).toEqual([]);

  await show(socket, BLACK, 16);
  await show(socket, WHITE, 4);
  const { cart } = await socket.next('cart_updated');
  expect(cart).toMatchObject([{ product_id: 'yuancui-tea', quantity: 2 }]);
});

it('keeps the present model when another cannot be used, and says why', async () => {
  const broken = await models('use', 'broken');
  expect(broken.code).toBe(1);
  expect(broken.err).toMatch(/cannot be used; the one before is still in use.*not an ONNX file/);
  expect(await inUse()).toBe('moved');
  expect((await get(`${shared.daemon.url}/readyz`)).status).toBe(200);
});

it('gives a model up that hangs again and again, and sells on by the one before', async () => {
  const { url, log } = shared.daemon;
  await use('here');
  await use('hanging');
  const socket = await openSocket(url, newSession());
  await socket.show(GREY);
  expect(socket.all('detections').at(-1).detections).toHaveLength(1);
  for (let i = 0; i < 3; i += 1) await socket.show(WHITE);
  await until(() => /MODEL GIVEN UP/.test(log()));
  await socket.show(WHITE);
  expect(socket.all('detections').at(-1).detections).toHaveLength(1);
  expect((await models('list')).out).toMatch(/\* here[\s\S]*given up: hanging/);
});

it('goes back to the model before, also after a restart, and removes what is not in use', async () => {
  await use('moved');
  expect((await models('use', '--previous')).out).toContain('the model before, "here"');
  const { entries } = await (await signIn()).get('audit?kind=model_used', AuditReply);
  expect(entries.map(({ actor, facts }) => `${actor} ${facts.model}`).slice(0, 4)).toEqual([
    'cli here',
    'owner moved',
    'daemon here',
    'owner hanging',
  ]);
  expect((await models('remove', 'here')).err).toContain('"here" is in use');
  expect((await models('remove', 'hanging')).out).toContain('removed');

  await shared.daemon.stop();
  const { url } = await startDaemon({ data: shared.daemon.data, model: null });
  const socket = await openSocket(url, 'counter');
  await socket.show(WHITE);
  const [seen] = socket.all('detections').at(-1).detections;
  expect(seen).toMatchObject({ class_name: 'yuancui-tea', class_id: 0 });
});

it('is added after a test, with products for its classes', async () => {
  const data = join(temporaryFolder(), 'data');
  const folder = temporaryFolder();
  const file = join(folder, 'my model.onnx');
  writeLampModel(file, ['yuancui-tea', 'Cold Brew 冷萃']);
  const added = await runCli(['models', 'add', file, '--data', data, '--create-missing', '--price', '65']);
  expect(added.err).toBe('');
  expect(added.out).toMatch(/added as "my-model": 2 classes, 64×64/);
  expect(added.out).toMatch(/0 {2}yuancui-tea +MISSING[\s\S]*\+ cold-brew {2}Cold Brew 冷萃 {2}NT\$65/);
  expect((await models('add', file, '--name', 'moved')).err).toContain('already is a model "moved"');

  const used = await runCli(['models', 'use', 'my-model', '--data', data]);
  expect(used.out).toContain('the next one will sell by "my-model"');
  const listed = await runCli(['models', 'list', '--data', data]);
  expect(listed.out).toMatch(/\* my-model {2}2 classes/);
});

it('is not chosen over the file that the daemon was started with', async () => {
  const { data } = await startDaemon();
  const { err } = await runCli(['models', 'use', 'shipped', '--data', data]);
  expect(err).toContain('started with --model');
});
