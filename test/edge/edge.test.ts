/** Cameras and the edge as their owner meets them. */
import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseAvfoundationCameras, parseDshowModes, parseV4l2Modes } from '../../src/edge/cameras/parse.js';
import { findProgram } from '../../src/edge/cameras/programs.js';
import { type CaptureWish, DEFAULT_WISH, openSource, type SourceFrame } from '../../src/edge/index.js';
import { chooseMode } from '../../src/edge/sources/camera.js';
import { jpegSize } from '../../src/protocol/index.js';
import { runCli } from '../support/cli.js';
import { openSocket } from '../support/client.js';
import { startDaemon, until } from '../support/daemon.js';
import { aviOf, startEdge } from '../support/edge.js';
import { temporaryFolder } from '../support/folder.js';
import { whitePictures } from '../support/pictures.js';

const has = (name: string) => findProgram(name) !== null;

async function first(name: string, count: number, wish: Partial<CaptureWish> = {}) {
  const frames: SourceFrame[] = [];
  const stop = new AbortController();
  const source = await openSource(name, { ...DEFAULT_WISH, ...wish });
  for await (const frame of source.frames(stop.signal)) {
    frames.push(frame);
    if (frames.length === count) stop.abort();
  }
  return frames;
}

describe('sources', () => {
  it('test: draws pictures of the size that was asked for, each another', async () => {
    const frames = await first('test:320x240@30', 3);
    expect(frames.map(({ jpeg }) => jpegSize(jpeg))).toEqual(Array(3).fill({ width: 320, height: 240 }));
    expect(new Set(frames.map(({ jpeg }) => Buffer.from(jpeg).toString('base64'))).size).toBe(3);
    expect(frames.map(({ time }) => Math.round(time))).toEqual([0, 33, 67]);
  });

  it.skipIf(!has('ffmpeg'))('a clip of JPEGs is passed on byte for byte, and begins again', async () => {
    const pictures = await whitePictures(4);
    const frames = await first(aviOf(pictures), 6, { fps: 60 });
    const expected = [...pictures, ...pictures].slice(0, 6);
    expect(frames.map(({ jpeg }) => Buffer.from(jpeg).equals(expected.shift() as Buffer))).toEqual(
      Array(6).fill(true),
    );
  });

  it.skipIf(!has('fswebcam'))(
    'node-webcam gives the pictures of fswebcam, and leaves none behind',
    async () => {
      const before = readdirSync(tmpdir()).filter((name) => name.startsWith('yolo1125-'));
      const frames = await first('TEST:x', 2, { backend: 'node-webcam', fps: 30, size: '320x240' });
      expect(frames.map(({ jpeg }) => jpegSize(jpeg))).toEqual(Array(2).fill({ width: 320, height: 240 }));
      await expect(first('/dev/video98', 1, { backend: 'node-webcam' })).rejects.toThrow(/video98|No such/);
      expect(
        readdirSync(tmpdir()).filter((name) => name.startsWith('yolo1125-') && !before.includes(name)),
      ).toEqual([]);
    },
  );

  it.each(['0;id', '$(id)', '-version', 'TEST:x y', "a'b", '/dev/video0 -o'])(
    'the camera name %s reaches neither a shell nor an option',
    async (name) => {
      await expect(first(name, 1, { backend: 'node-webcam' })).rejects.toThrow(/is no camera/);
    },
  );

  it('of a camera’s modes the smallest JPEG that is wide enough is taken', () => {
    const modes = parseV4l2Modes(`
[video4linux2,v4l2 @ 0x55] Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480 160x120
[video4linux2,v4l2 @ 0x55] Compressed:       mjpeg :          Motion-JPEG : 1920x1080 320x240 1280x720 640x480
[video4linux2,v4l2 @ 0x55] Compressed:        h264 :                H.264 : 640x480`);
    expect(modes).toHaveLength(6);
    const size = (wish: Partial<CaptureWish>) => {
      const mode = chooseMode(modes, { ...DEFAULT_WISH, ...wish });
      return mode && `${mode.format} ${mode.width}x${mode.height}`;
    };
    expect(size({})).toBe('mjpeg 640x480');
    expect(size({ width: 1000 })).toBe('mjpeg 1280x720');
    expect(size({ width: 4000 })).toBe('mjpeg 1920x1080');
    expect(size({ size: '160x120' })).toBe('raw 160x120');
    expect(size({ size: '5x5' })).toBeNull();
    expect(
      parseDshowModes('  vcodec=mjpeg  min s=640x480 fps=5 max s=640x480 fps=30.0003 (tv, bt470bg)'),
    ).toEqual([{ format: 'mjpeg', width: 640, height: 480, fps: 30 }]);
    expect(
      parseAvfoundationCameras(
        '[a @ 0x1] AVFoundation video devices:\n[a @ 0x1] [0] FaceTime HD Camera\n[a @ 0x1] [1] Capture screen 0\n[a @ 0x1] AVFoundation audio devices:\n[a @ 0x1] [0] Microphone',
      ),
    ).toEqual([{ device: '0', name: 'FaceTime HD Camera' }]);
  });

  it('yolo1125 cameras says what would open a camera, also where there is none', async () => {
    const { out, code } = await runCli(['cameras']);
    expect(code).toBe(0);
    expect(out).toMatch(/^opened by {2}(ffmpeg|node-webcam|nothing)/);
    expect(JSON.parse((await runCli(['cameras', '--json'])).out)).toMatchObject({
      cameras: expect.any(Array),
    });
  });
});

describe('the edge', () => {
  it.skipIf(!has('ffmpeg'))('shows the password of a camera’s address nowhere', async () => {
    const edge = await startEdge('http://127.0.0.1:9', [], {
      YOLO1125_CAMERA: 'rtsp://owner:s3cret@127.0.0.1:9/stream?key=s3cret',
    });
    const health = JSON.stringify(await edge.healthIs(({ camera }) => camera.reason !== null));
    await edge.stop();
    expect(edge.out()).toContain('127.0.0.1:9/stream');
    expect(`${edge.out()}${edge.err()}${health}`).not.toContain('s3cret');
  });

  it('makes a picture narrower only when the daemon wants it narrower', async () => {
    const daemon = await startDaemon();
    const socket = await openSocket(daemon.url, 'counter-1');
    const wide = await startEdge(daemon.url, ['--camera', 'test:1280x720@10']);
    expect(await socket.next('detections')).toMatchObject({ width: 640, height: 360 });
    await wide.stop();
    const narrow = await startEdge(daemon.url, ['--camera', 'test:320x240@10']);
    await narrow.healthIs(({ daemon: line }) => line.taken > 0);
    await until(() => socket.all('detections').at(-1)?.width === 320);
  });

  it('sends its token to the daemon and says when it is not accepted', async () => {
    const asked: (string | undefined)[] = [];
    const refusing = createServer((request, response) => {
      asked.push(request.headers.authorization);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"fps":5,"frame_width":640}');
    }).listen(0, '127.0.0.1');
    refusing.on('upgrade', (request, socket) => {
      asked.push(request.headers.authorization);
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
    });
    onTestFinished(() => void refusing.close());
    await until(() => refusing.listening);
    const { port } = refusing.address() as { port: number };
    const env = { YOLO1125_TOKEN: 'not-to-be-shown' };
    const edge = await startEdge(`http://127.0.0.1:${port}`, ['--camera', 'test:64x48'], env);
    await until(() => /does not accept this edge; .*YOLO1125_TOKEN/.test(edge.out()));
    expect(asked.slice(0, 2)).toEqual(['Bearer not-to-be-shown', 'Bearer not-to-be-shown']);
    expect(edge.out() + edge.err()).not.toContain('not-to-be-shown');
  });

  it('sends as many pictures as the daemon asks for, serves health and metrics, ends with 0 when asked to', async () => {
    const daemon = await startDaemon();
    const edge = await startEdge(daemon.url, ['--camera', 'test:64x48@30']);
    const { ok, camera, daemon: line } = await edge.healthIs((health) => health.daemon.taken > 4);
    expect({ ok, fps: line.fps }).toEqual({ ok: true, fps: 5 });
    const later = await edge.healthIs((health) => health.camera.frames > camera.frames + 30);
    expect(later.daemon.sent - line.sent).toBeLessThan((later.camera.frames - camera.frames) / 2);
    const page = /health +(\S+)healthz/.exec(edge.out())?.[1];
    const metrics = await (await fetch(`${page}metrics`)).text();
    expect(metrics).toMatch(/^yolo1125_edge_frames_total\{outcome="taken"\} \d+$/m);
    await daemon.stop();
    await edge.healthIs(({ ok }) => !ok);
    expect((await fetch(`${page}healthz`)).status).toBe(503);
    expect(await edge.stop()).toBe(0);
  });

  it('plays a recording once and ends', async () => {
    const daemon = await startDaemon();
    const folder = temporaryFolder();
    for (const [index, picture] of (await whitePictures(5)).entries())
      writeFileSync(join(folder, `${index}.jpg`), picture);
    const edge = await startEdge(daemon.url, ['--camera', folder]);
    expect(await edge.exited).toBe(0);
    expect(edge.out()).toMatch(/has been played\n[1-5] of [1-5] pictures taken/);
  });

  it.each([
    [['--session', 'a b'], /--session ID is needed/],
    [['--session', 'a', '--camera', 'no/such;thing'], /is no camera; "yolo1125 cameras"/],
    [['--session', 'a', '--camera-size', 'big'], /such as 1280x720/],
  ])('a wrong call %j ends with one line', async (args, reason) => {
    const run = await runCli(['edge', ...args]);
    expect(run).toMatchObject({ code: 2, err: expect.stringMatching(reason) });
    expect(run.err.trim().split('\n')).toHaveLength(1);
  });

  it.skipIf(!has('systemd-notify') || !has('python3'))(
    'tells systemd that it is ready, how it goes, and that it goes on',
    async () => {
      const socket = join(temporaryFolder(), 'notify');
      const receiver = spawn('python3', ['-u', '-c', RECEIVER, socket], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      onTestFinished(() => void receiver.kill());
      let heard = '';
      receiver.stdout.on('data', (chunk) => (heard += chunk));
      await until(() => heard.includes('listening'));
      const env = { NOTIFY_SOCKET: socket, WATCHDOG_USEC: '600000' };
      const edge = await startEdge('http://127.0.0.1:9', ['--camera', 'test:64x48@10'], env);
      await until(() =>
        ['READY=1', 'STATUS=camera: gives pictures', 'WATCHDOG=1'].every((word) => heard.includes(word)),
      );
      await edge.stop();
      await until(() => heard.includes('STOPPING=1'));
    },
  );
});

/** Prints each datagram that arrives; Node has no unix datagram sockets. */
const RECEIVER = `
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print('listening')
while True: print(s.recv(4096).decode())
`;
