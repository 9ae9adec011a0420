/** What a customer waits for: the first frame on its way, and the boxes round what the camera sees. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../../support/browser/find.js';
import { FLAGS } from '../../support/browser/flags.js';
import { writeCameraClip } from '../../support/camera-clip.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CLIP = 'shopping';
const OPENINGS = 10;
const SECONDS = 20;

export interface Wait {
  readonly what: string;
  readonly n: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
}

function summary(what: string, values: readonly number[]): Wait {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN);
  return { what, n: sorted.length, p50_ms: at(0.5), p95_ms: at(0.95) };
}

async function serve(data: string): Promise<{ url: string; process: ChildProcess }> {
  const args = ['bin/yolo1125.js', 'serve', '--port', '0', '--data', data, '--faces', 'off'];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const chunk of child.stdout) {
    const url = /http:\/\/\S+?(?=\/\s)/.exec(String(chunk))?.[0];
    if (url) return { url, process: child };
  }
  throw new Error('the daemon did not start');
}

/** Milliseconds from the request for the page to its own mark of the first frame; every opening is a new visitor. */
async function firstFrames(browser: Browser, url: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let i = 0; i < OPENINGS; i += 1) {
    const context = await browser.newContext({ permissions: ['camera'] });
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction(() => performance.getEntriesByName('first-frame').length > 0);
    times.push(await page.evaluate('performance.getEntriesByName("first-frame")[0].startTime'));
    await context.close();
  }
  return times;
}

/** The page does not keep its measures; an observer is told of each. */
const OBSERVE = `
  globalThis.measured = [];
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'glass-to-box') measured.push(duration);
  }).observe({ type: 'measure' });
`;

/** Milliseconds from taking each frame to drawing its boxes, as the page measured them. */
async function glassToBox(browser: Browser, url: string): Promise<readonly number[]> {
  const context = await browser.newContext({ permissions: ['camera'] });
  await context.addInitScript(OBSERVE);
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForTimeout(SECONDS * 1000);
  const times: readonly number[] = await page.evaluate('measured');
  await context.close();
  return times;
}

/** Needs an empty folder, a browser and the build. */
export async function measureWaits(folder: string): Promise<readonly Wait[]> {
  const found = findBrowser(process.env);
  if ('missing' in found) throw new Error(found.missing);
  const camera = await writeCameraClip(folder, { clips: [CLIP] });
  const served = await serve(join(folder, 'data'));
  const browser = await chromium.launch({
    executablePath: found.path,
    args: [...FLAGS, '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${camera}`],
  });
  try {
    return [
      summary('page opened to first frame sent', await firstFrames(browser, served.url)),
      summary('frame taken to its boxes drawn', await glassToBox(browser, served.url)),
    ];
  } finally {
    await browser.close();
    served.process.kill('SIGTERM');
  }
}
