/** An edge that looks at its own pictures: the same result, and only from an edge that is trusted. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.js';
import { type Json, openSocket, post, type TestSocket } from '../support/client.js';
import { PHONE, PIN, ROOT, startDaemon, until } from '../support/daemon.js';
import { startEdge } from '../support/edge.js';
import { FACE_MODELS } from '../support/face-models.js';
import { temporaryFolder } from '../support/folder.js';

const MODEL = join(ROOT, 'models/yolo1125-products.onnx');
const TOKEN = 'a-token-that-nobody-guesses';
const DAEMON = { model: MODEL, env: { YOLO1125_EDGE_TOKEN: TOKEN } };
const EDGE = { YOLO1125_TOKEN: TOKEN };
const sample = (name: string) => join(ROOT, 'samples', name);

/** What was seen, without what differs from run to run. */
const seen = (events: readonly Json[]) =>
  events
    .filter(({ type }) => type === 'detections')
    .map(({ width, height, detections }) => ({ width, height, detections }));

describe('edge --local', () => {
  it('gives picture for picture what the daemon would have found, and the same basket', async () => {
    const daemon = await startDaemon(DAEMON);
    const clips = temporaryFolder();
    const args = ['--local', '--camera', sample('two-different'), '--record', clips];
    const socket = await openSocket(daemon.url, 'counter-1');
    await post(`${daemon.url}/api/login`, { session_id: 'counter-1', phone: PHONE, pin: PIN });
    const edge = await startEdge(daemon.url, args, EDGE);
    expect(await edge.exited).toBe(0);

    // The pictures that were looked at here, looked at by the daemon.
    const recording = join(clips, readdirSync(clips)[0] as string);
    const replayed = await runCli([
      'replay',
      recording,
      '--url',
      daemon.url,
      '--fps',
      '60',
      '--json',
      '--expect',
    ]);
    expect(replayed.code).toBe(0);
    const events = replayed.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const here = seen(socket.received);
    expect(here.length).toBeGreaterThan(15);
    expect(here).toEqual(seen(events));
    expect(here.flatMap(({ detections }) => detections).length).toBeGreaterThan(10);
    expect(socket.all('cart_updated').at(-1)?.total_quantity).toBe(2);
  });

  it('signs a member in by face', async () => {
    const daemon = await startDaemon({ ...DAEMON, faces: true });
    const socket = await openSocket(daemon.url, 'counter-1');
    const args = ['--local', '--camera', sample('face-sign-in'), '--face-models', FACE_MODELS];
    const edge = await startEdge(daemon.url, args, EDGE);
    await until(() => socket.all('signed_in').length > 0, 40_000);
    expect(socket.all('signed_in')[0]).toMatchObject({ method: 'face' });
    expect(await edge.exited).toBe(0);
    expect(socket.all('cart_updated').at(-1)?.total_quantity).toBeGreaterThan(0);
  });

  it.each([
    [[], {}, /YOLO1125_TOKEN/],
    [['--url', 'ws://store.example:8000'], EDGE, /needs wss:/],
  ])('is not begun %j', async (args, env, reason) => {
    const run = await runCli(['edge', '--local', '--session', 'a', '--camera', 'test:', ...args], { env });
    expect(run).toMatchObject({ code: 2, err: expect.stringMatching(reason) });
  });

  it('with another model or another token than the daemon’s sends nothing and says why', async () => {
    const daemon = await startDaemon({ env: DAEMON.env });
    const other = await startEdge(daemon.url, ['--local', '--model', MODEL, '--camera', 'test:64x48'], EDGE);
    await until(() => /another product model.*--model/.test(other.out()));
    const wrong = { YOLO1125_TOKEN: 'another-token-altogether' };
    const stranger = await startEdge(daemon.url, ['--camera', 'test:64x48'], wrong);
    await until(() => /does not accept this edge/.test(stranger.out()));
    expect((await stranger.health()).daemon.sent + (await other.health()).daemon.sent).toBe(0);
  });
});

describe('facts', () => {
  const model = createHash('sha256').update(readFileSync(MODEL)).digest('hex');
  const product = { class_id: 0, score: 0.95, box: [100, 100, 200, 300] };
  const facts = { model, ms: 1, width: 640, height: 480, detections: [product], face: null };
  const headers = { Authorization: `Bearer ${TOKEN}` };

  async function tell(socket: TestSocket, told: Json, seq: number): Promise<Json> {
    socket.send({ type: 'facts', captured_at: 1_700_000_000_000 + seq * 200, seq, facts: told });
    const answer = () =>
      socket.received.find((message) => message.seq === seq && message.type !== 'frame_received');
    await until(() => answer() !== undefined);
    return answer();
  }

  it('are believed of an edge with the token, and of nobody else', async () => {
    const daemon = await startDaemon(DAEMON);
    const stranger = await openSocket(daemon.url, 'counter-1');
    expect(await tell(stranger, facts, 1)).toMatchObject({ type: 'error', code: 'edge_not_trusted' });
    await expect(openSocket(daemon.url, 'counter-1', { Authorization: 'Bearer wrong' })).rejects.toThrow(
      '401',
    );
    const edge = await openSocket(daemon.url, 'counter-1', headers);
    for (let seq = 1; seq <= 4; seq += 1) expect((await tell(edge, facts, seq)).type).toBe('detections');
    expect(edge.all('product_detected')).toHaveLength(1);
    const untold = await startDaemon({ model: MODEL });
    const hopeful = await openSocket(untold.url, 'counter-1', headers);
    expect(await tell(hopeful, facts, 1)).toMatchObject({ code: 'edge_not_trusted' });
  });

  it('that make no sense are refused by their number, and the next are taken', async () => {
    const daemon = await startDaemon(DAEMON);
    const edge = await openSocket(daemon.url, 'counter-1', headers);
    const wrong = [
      { ...facts, model: '0'.repeat(64) },
      { ...facts, width: 0 },
      { ...facts, detections: Array(301).fill(product) },
      { ...facts, detections: [{ ...product, score: 2 }] },
      { ...facts, detections: [{ ...product, class_id: -1 }] },
      { ...facts, face: { embedder: 'x' } },
    ];
    for (const told of wrong) {
      edge.send({ type: 'facts', captured_at: 1, seq: 9, facts: told });
      expect((await edge.next('error')).code).toMatch(/^(facts_of_another_model|bad_request)$/);
    }
    expect((await tell(edge, facts, 10)).type).toBe('detections');
  });
});
