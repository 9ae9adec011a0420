/** What breaks around a camera in weeks, each with the real parts: ffmpeg as the camera, a line that is cut, kill -9. */
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { findProgram } from '../../src/edge/cameras/programs.js';
import { get, openSocket, type TestSocket } from '../support/client.js';
import { type RunningDaemon, startDaemon, until } from '../support/daemon.js';
import { aviOf, childrenOf, startEdge } from '../support/edge.js';
import { whitePictures } from '../support/pictures.js';
import { openProxy } from '../support/proxy.js';
import { signedIn } from '../support/shopper.js';

const PRICE = 150;
/** More frames a second than a shop needs, so that the tests are short. */
const FAST = ['--kiosk-fps', '15'];
const canRun = process.platform === 'linux' && findProgram('ffmpeg') !== null;
let pictures: readonly Buffer[];
beforeAll(async () => {
  pictures = await whitePictures(30);
});

async function startProxy(target: string) {
  const proxy = await openProxy(target);
  onTestFinished(proxy.close);
  return proxy;
}

/** A signed-in customer whose one product lies before the camera and in the cart. */
async function shopper(daemon: RunningDaemon, edgeUrl: string, args: readonly string[] = []) {
  const { socket } = await signedIn(daemon);
  const camera = aviOf(pictures);
  const edge = await startEdge(edgeUrl, ['--camera', camera, ...args]);
  await until(() => socket.all('cart_updated').at(-1)?.total === PRICE);
  return { socket, edge, camera };
}

/** More frames are analysed from now on; none was analysed twice, and the one product is in the cart once. */
async function goesOn(socket: TestSocket): Promise<void> {
  const before = socket.all('detections').length;
  await until(() => socket.all('detections').length >= before + 8);
  const times = socket.all('detections').map(({ timestamp }) => timestamp);
  expect(new Set(times).size).toBe(times.length);
  expect(socket.all('product_detected')).toHaveLength(1);
  expect(socket.all('cart_updated').every(({ total }) => total === PRICE)).toBe(true);
}

describe('the camera', () => {
  it('that is absent is tried until the time is over, then the edge ends with 3 and one line', async () => {
    const edge = await startEdge('http://127.0.0.1:9', ['--camera', '/dev/video99', '--camera-give-up', '4']);
    expect(await edge.exited).toBe(3);
    expect(edge.err()).toMatch(/^yolo1125: no picture for \d+ s: .*video99.*\n$/);
    expect(edge.out().match(/camera/g)?.length).toBe(1);
  });

  it.skipIf(!canRun)('that ends, and that hangs, is opened again; the item counts once', async () => {
    const daemon = await startDaemon({ args: FAST });
    const { socket, edge } = await shopper(daemon, daemon.url, ['--camera-timeout', '3']);
    const [first = 0] = childrenOf(edge.process, 'ffmpeg');
    process.kill(first, 'SIGKILL');
    await edge.healthIs(({ camera }) => camera.restarts > 0 && camera.state === 'running');
    await goesOn(socket);

    const [second = 0] = childrenOf(edge.process, 'ffmpeg');
    process.kill(second, 'SIGSTOP');
    await edge.healthIs(({ camera }) => /no picture/.test(edge.out()) && camera.state === 'running');
    expect(edge.out()).toMatch(/camera +no picture for 3 s; trying again/);
    await goesOn(socket);
    await until(() => childrenOf(edge.process, 'ffmpeg').length === 1);
    expect(await edge.stop()).toBe(0);
  });

  it.skipIf(!canRun)(
    'that gives the same picture over and over is reported, and asks little of the daemon',
    async () => {
      const daemon = await startDaemon({ args: FAST });
      const camera = aviOf([pictures[0] as Buffer, pictures[0] as Buffer]);
      const edge = await startEdge(daemon.url, ['--camera', camera, '--frozen-after', '1']);
      const { daemon: line, camera: frozen } = await edge.healthIs(
        (health) => health.camera.state === 'frozen',
      );
      const later = await edge.healthIs((health) => health.camera.frames >= frozen.frames + 25);
      expect(later.daemon.sent - line.sent).toBeLessThanOrEqual(8);
      expect(edge.out()).toMatch(/frozen: the same picture/);
    },
  );
});

describe('the daemon', () => {
  it.skipIf(!canRun)('that is killed and comes back finds the cart, and the item counts once', async () => {
    const daemon = await startDaemon({ args: FAST });
    const { port } = new URL(daemon.url);
    const { edge } = await shopper(daemon, daemon.url);
    await daemon.stop('SIGKILL');
    await edge.healthIs((health) => health.daemon.state === 'waiting');
    const back = await startDaemon({ data: daemon.data, args: ['--port', port, ...FAST] });
    const socket = await openSocket(back.url, 'counter-1');
    expect((await socket.next('session_state')).total).toBe(PRICE);
    const before = socket.all('detections').length;
    await until(() => socket.all('detections').length >= before + 8);
    expect(socket.all('cart_updated')).toEqual([]);
    expect((await edge.health()).daemon.connects).toBe(2);
  });
});

describe('the line', () => {
  it.skipIf(!canRun)(
    'that is cut mid-cart, falls silent, or spoils bytes comes back with the same cart',
    async () => {
      const daemon = await startDaemon({ args: FAST });
      const proxy = await startProxy(daemon.url);
      const { socket, edge } = await shopper(daemon, proxy.url, ['--answer-timeout', '2']);
      proxy.cut();
      await edge.healthIs((health) => health.daemon.state === 'waiting');
      const seen = socket.all('detections').length;
      const { camera } = await edge.health();
      await edge.healthIs((health) => health.camera.frames > camera.frames + 20);
      // One frame may have been at work when the line was cut.
      expect(socket.all('detections').length).toBeLessThanOrEqual(seen + 2);
      proxy.mend();
      await goesOn(socket);
      const { daemon: line } = await edge.health();
      const analysed = /^yolo1125_frames_total\{outcome="analysed"\} (\d+)/m.exec(
        (await get(`${daemon.url}/metrics`)).body,
      );
      expect(Number(analysed?.[1])).toBeGreaterThanOrEqual(line.taken);
      expect(Number(analysed?.[1])).toBeLessThanOrEqual(line.taken + line.unanswered + 1);

      proxy.silent = true;
      await edge.healthIs((health) => health.daemon.reason?.startsWith('no answer for'));
      proxy.silent = false;
      await goesOn(socket);

      const { refused } = (await edge.health()).daemon;
      proxy.spoilOneIn = 97;
      await edge.healthIs((health) => health.daemon.reason !== null || health.daemon.refused > refused);
      proxy.spoilOneIn = 0;
      await goesOn(socket);
      expect(daemon.process.exitCode).toBeNull();
    },
  );

  it.skipIf(!canRun)('with 200 ms of delay each way and lost packets has every frame answered', async () => {
    const daemon = await startDaemon({ args: FAST });
    const proxy = await startProxy(daemon.url);
    proxy.delayMs = 200;
    proxy.loseOneIn = 15;
    const { socket, edge } = await shopper(daemon, proxy.url);
    await goesOn(socket);
    // The line is filled, or the pace would be that of the line.
    const { daemon: line } = await edge.healthIs(
      ({ daemon: { roundTripMs, sent, taken } }) => roundTripMs >= 400 && sent - taken > 2,
    );
    expect(line).toMatchObject({ refused: 0, unanswered: 0, connects: 1 });
  });
});

describe('the edge', () => {
  it.skipIf(!canRun)(
    'killed -9 leaves no ffmpeg behind, and the next one goes on with the same cart',
    async () => {
      const daemon = await startDaemon({ args: FAST });
      const { socket, edge, camera } = await shopper(daemon, daemon.url);
      const [ffmpeg = 0] = childrenOf(edge.process, 'ffmpeg');
      await edge.stop('SIGKILL');
      await startEdge(daemon.url, ['--camera', camera]);
      await goesOn(socket);
      await until(() => !isRunning(ffmpeg));
    },
  );

  it('tells a second camera of the same session that it has to wait', async () => {
    const daemon = await startDaemon({ args: FAST });
    const first = await startEdge(daemon.url, ['--camera', 'test:64x48@10']);
    await first.healthIs((health) => health.daemon.taken > 3);
    const second = await startEdge(daemon.url, ['--camera', 'test:64x48@10']);
    const { daemon: line } = await second.healthIs((health) => health.daemon.elsewhere);
    expect(line.taken).toBe(0);
    await first.stop();
    await second.healthIs((health) => health.daemon.taken > 3 && !health.daemon.elsewhere);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
