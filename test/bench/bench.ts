/**
 * `npm run bench`: how much of the bare engine's speed the whole system keeps, and what customers wait meanwhile.
 *
 * Every figure is taken in one run on one machine; the ratios are what can be compared between machines.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectUplink, type Uplink } from '../../src/edge/index.js';
import { loadDetector } from '../../src/vision/index.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MODEL = join(ROOT, 'models/yolo1125-products.onnx');
const SECONDS = 8;

const folder = join(ROOT, 'samples/one-item/frames');
const frames = readdirSync(folder).map((name) => readFileSync(join(folder, name)));

interface Served {
  readonly url: string;
  readonly process: ChildProcess;
}

async function serve(data: string): Promise<Served> {
  const args = ['bin/yolo1125.js', 'serve', '--port', '0', '--data', data, '--log-level', 'silent'];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const chunk of child.stdout) {
    const url = /http:\/\/\S+?(?=\/\s)/.exec(String(chunk))?.[0];
    if (url) return { url, process: child };
  }
  throw new Error('the daemon did not start');
}

/** CPU seconds and resident megabytes of the daemon and its workers, by its own metrics. */
async function usage(url: string): Promise<{ cpu: number; rss: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
  const cpu = value('process_cpu_seconds_total') + value('yolo1125_workers_cpu_seconds_total');
  const rss = value('process_resident_memory_bytes') + value('yolo1125_workers_resident_memory_bytes');
  return { cpu, rss: rss / 1e6 };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Frames a second of one thread that decodes and infers and does nothing else. */
async function bareEngine() {
  const detector = await loadDetector(MODEL);
  const cpu = process.cpuUsage();
  const start = performance.now();
  let count = 0;
  for (; performance.now() - start < SECONDS * 1000; count += 1) {
    await detector.detect(frames[count % frames.length] as Buffer, 0.25);
  }
  const used = process.cpuUsage(cpu);
  const seconds = (performance.now() - start) / 1000;
  await detector.close();
  return { fps: count / seconds, cpuMs: (used.user + used.system) / 1000 / count };
}

/** One camera that sends the next frame as soon as the one before was taken. */
async function stream(uplink: Uplink, until: number): Promise<number> {
  let count = 0;
  for (; performance.now() < until; count += 1)
    await uplink.send(frames[count % frames.length] as Buffer, Date.now());
  return count;
}

async function oneSession({ url }: Served) {
  const uplink = await connectUplink(`${url.replace('http', 'ws')}/ws/bench`, () => {});
  await stream(uplink, performance.now() + 1_000);
  const before = await usage(url);
  const start = performance.now();
  const count = await stream(uplink, start + SECONDS * 1000);
  const seconds = (performance.now() - start) / 1000;
  const after = await usage(url);
  await uplink.close();
  return { fps: count / seconds, cpuMs: ((after.cpu - before.cpu) * 1000) / count, rss: after.rss };
}

async function productLatency(url: string, seconds: number): Promise<readonly number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const start = performance.now();
    await (await fetch(`${url}/api/products`)).arrayBuffer();
    times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return times;
}

async function whileSaturated({ url }: Served) {
  const idle = await productLatency(url, 3);
  const uplinks = await Promise.all(
    Array.from({ length: 4 }, (_, i) => connectUplink(`${url.replace('http', 'ws')}/ws/load-${i}`, () => {})),
  );
  const end = performance.now() + SECONDS * 1000;
  const [busy] = await Promise.all([
    productLatency(url, SECONDS - 0.5),
    ...uplinks.map((uplink) => stream(uplink, end)),
  ]);
  await Promise.all(uplinks.map((uplink) => uplink.close()));
  return { idle, busy };
}

const data = mkdtempSync(join(tmpdir(), 'yolo1125-bench-'));
const served = await serve(data);
try {
  const bare = await bareEngine();
  const session = await oneSession(served);
  const { idle, busy } = await whileSaturated(served);
  const rounded = (value: number, digits = 1) => Number(value.toFixed(digits));
  const report = {
    machine: `${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}`,
    bare_engine: { fps: rounded(bare.fps), cpu_ms_per_frame: rounded(bare.cpuMs) },
    one_session: {
      fps: rounded(session.fps),
      cpu_ms_per_frame: rounded(session.cpuMs),
      rss_mb: rounded(session.rss, 0),
    },
    share_of_bare_engine: rounded(session.fps / bare.fps, 2),
    products_ms_idle: { p50: rounded(percentile(idle, 0.5)), p99: rounded(percentile(idle, 0.99)) },
    products_ms_saturated: { p50: rounded(percentile(busy, 0.5)), p99: rounded(percentile(busy, 0.99)) },
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
} finally {
  served.process.kill('SIGTERM');
  rmSync(data, { recursive: true, force: true });
}
