/** Workers that crash or hang: one frame is lost with them, and nothing else. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { get, openSocket, post } from '../support/client.js';
import { newSession, PHONE, PIN, sharedDaemon, startDaemon, until } from '../support/daemon.js';
import { temporaryFolder } from '../support/folder.js';
import { writeHangingModel } from '../support/hanging-model.js';
import { jpegOf } from '../support/pictures.js';

const BRIGHT = await jpegOf(64, 64, '#ffffff');
/** Bright enough to be a product, too dark to hang. */
const GREY = await jpegOf(64, 64, '#e8e8e8');

const shared = sharedDaemon(async (atEnd) => {
  const model = join(temporaryFolder(atEnd), 'hanging.onnx');
  writeHangingModel(model);
  return { model, args: ['--workers', '1', '--analysis-timeout-seconds', '1'] };
});

function workersOf(pid: number | undefined): readonly number[] {
  const out = execFileSync('ps', ['-eo', 'pid,ppid'], { encoding: 'utf8' });
  const rows = out.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return rows.filter(([, parent]) => parent === pid).map(([child]) => child as number);
}

const isAlive = (pid: number) => workersAlive().has(pid);
function workersAlive(): ReadonlySet<number> {
  const out = execFileSync('ps', ['-eo', 'pid,stat'], { encoding: 'utf8' });
  const rows = out.split('\n').map((line) => line.trim().split(/\s+/));
  // A process that nobody has asked for its status yet is dead nevertheless.
  return new Set(rows.filter(([, stat]) => !stat?.startsWith('Z')).map(([pid]) => Number(pid)));
}

async function replacedBy(url: string): Promise<number> {
  return (await get(`${url}/readyz`)).body.workers_replaced;
}

it.skipIf(process.platform === 'win32')(
  'replaces a worker that was killed, and one that hangs inside the model, while customer and cart stay',
  async () => {
    const { url, process: daemon } = shared.daemon;
    const session = newSession();
    const socket = await openSocket(url, session);
    await post(`${url}/api/login`, { session_id: session, phone: PHONE, pin: PIN });
    for (let i = 0; i < 4; i += 1) await socket.show(GREY);
    expect((await socket.next('cart_updated')).total).toBe(150);
    const before = await replacedBy(url);

    const [killed] = workersOf(daemon.pid);
    process.kill(killed as number, 'SIGKILL');
    await until(async () => (await replacedBy(url)) === before + 1);
    await socket.show(GREY);
    expect(socket.all('error')).toEqual([]);

    await socket.show(BRIGHT);
    expect(await socket.next('error')).toMatchObject({ code: 'model_failed', seq: 6 });
    expect(await replacedBy(url)).toBe(before + 2);
    await socket.show(GREY);
    expect(socket.all('detections').at(-1)).toMatchObject({ seq: 7, detections: [{ counted: true }] });
    expect((await get(`${url}/readyz`)).body).toMatchObject({ ready: true, checks: { model: true } });
    expect((await get(`${url}/metrics`)).body).toContain(`yolo1125_workers_replaced_total ${before + 2}`);

    const sold = await post(`${url}/api/checkout`, { session_id: session });
    expect(sold.body).toMatchObject({ success: true, total: 150 });
    expect(shared.daemon.log()).toMatch(/WORKER LOST/);
  },
);

it('says that the model is broken when every frame hangs', async () => {
  const { url } = shared.daemon;
  const socket = await openSocket(url, newSession());
  for (let i = 0; i < 3; i += 1) await socket.show(BRIGHT);
  const { status, body } = await get(`${url}/readyz`);
  expect(status).toBe(503);
  expect(body.checks).toMatchObject({ model: false, store: true });
  // The next worker is started by and by, and a frame that it can answer makes everything well.
  await until(async () => {
    await socket.show(GREY);
    return (await get(`${url}/readyz`)).status === 200;
  });
});

it.skipIf(process.platform === 'win32')(
  'leaves no worker behind when the daemon is killed, not even one that hangs',
  async () => {
    const model = join(temporaryFolder(), 'hanging.onnx');
    writeHangingModel(model);
    const daemon = await startDaemon({ model, args: ['--workers', '1'] });
    const socket = await openSocket(daemon.url, 'counter');
    const [worker] = workersOf(daemon.process.pid);
    void socket.show(BRIGHT).catch(() => {});
    await socket.next('frame_received');
    await daemon.stop('SIGKILL');
    await until(() => !isAlive(worker as number));
  },
);
