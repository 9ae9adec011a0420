/** A real browser before a real daemon: what it shows, and what it must never do. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished } from 'vitest';
import { FLAGS } from './browser/flags.js';
import { type CameraClip, writeCameraClip } from './camera-clip.js';
import { ROOT } from './daemon.js';

const found = inject('browser');

/** `describe` for tests that need a browser: skipped on a computer that has none; `setup.ts` said why. */
export const describeInBrowser = describe.skipIf('missing' in found);

const FAKE_CAMERA = '--use-fake-device-for-media-stream';

export interface BrowserSetup {
  /** What its camera shows; `none`: it has no camera. Without it the camera shows a test picture. */
  readonly camera?: CameraClip | 'none';
}

/** Starts a browser. A site may use the camera only once its visitor has been allowed to. */
export async function launchBrowser(folder: string, { camera }: BrowserSetup = {}): Promise<Browser> {
  if ('missing' in found) throw new Error(found.missing);
  const args = [...FLAGS];
  if (camera !== 'none') args.push(FAKE_CAMERA);
  if (typeof camera === 'object') {
    args.push(`--use-file-for-fake-video-capture=${await writeCameraClip(folder, camera)}`);
  }
  return chromium.launch({ executablePath: found.path, headless: true, args });
}

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** The camera may be used from now on: it is opened, and a clip begins. */
  allowCamera(): Promise<void>;
  /** Errors on the console that this test brings about. */
  expectErrors(...errors: readonly RegExp[]): void;
}

export interface VisitorSetup extends BrowserContextOptions {
  /** Whether the page may use the camera from the beginning. */
  readonly camera?: boolean;
}

/** Everything a page of ours must never do: errors, broken rules of its policy, requests to anybody else. */
function watchComplaints(context: BrowserContext, home: string): readonly string[] {
  const complaints: string[] = [];
  const watch = (page: Page) => {
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`console: ${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('websocket', (socket) => {
      if (new URL(socket.url()).host !== home) complaints.push(`elsewhere: ${socket.url()}`);
    });
  };
  context.on('page', watch);
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.host !== home) complaints.push(`elsewhere: ${url}`);
  });
  return complaints;
}

/** What a failed test last saw. */
async function keepPicture(context: BrowserContext, test: string): Promise<void> {
  for (const [index, page] of context.pages().entries()) {
    const name = `${test.replace(/[^\p{L}\p{N}]+/gu, '-')}-${index}.png`;
    await page.screenshot({ path: join(ROOT, 'test-artefacts/failed', name) }).catch(() => {});
  }
}

export interface TestBrowser {
  /** A new visitor of the daemon at `url`, who shares nothing with the others; gone after the test. */
  visit(url: string, path?: string, setup?: VisitorSetup): Promise<Visitor>;
}

/** One browser for the tests of a `describe`, whose visitors are checked for complaints when their test ends. */
export function useBrowser(setup: BrowserSetup = {}): TestBrowser {
  let browser: Browser | undefined;
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yolo1125-browser-'));
    browser = await launchBrowser(folder, setup);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    async visit(url, path = '/', { camera = false, ...options } = {}) {
      const context = await browser!.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      context.setDefaultTimeout(20_000);
      const expected: RegExp[] = [];
      const complaints = watchComplaints(context, new URL(url).host);
      onTestFinished(async ({ task }) => {
        if (task.result?.state === 'fail') await keepPicture(context, task.name);
        await context.close();
        expect(complaints.filter((text) => !expected.some((error) => error.test(text)))).toEqual([]);
      });
      const allowCamera = () => context.grantPermissions(['camera'], { origin: url });
      if (camera) await allowCamera();
      const page = await context.newPage();
      await page.goto(url + path);
      return { page, context, allowCamera, expectErrors: (...errors) => expected.push(...errors) };
    },
  };
}
