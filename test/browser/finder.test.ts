/** Which browser the tests take, and what they say when there is none. */
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBrowser } from '../support/browser/find.js';
import { installCommands } from '../support/browser/install.js';
import { temporaryFolder } from '../support/folder.js';

function program(name: string): { folder: string; file: string } {
  const folder = temporaryFolder();
  const file = join(folder, name);
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return { folder, file };
}

describe('the browser of the tests', () => {
  it('is the one that is named, before any on the path', () => {
    const named = program('my-browser');
    const other = program('chromium');
    const env = { YOLO1125_BROWSER: named.file, PATH: other.folder };
    expect(findBrowser(env)).toEqual({ path: named.file });
  });

  it('is not another one when the named one does not exist', () => {
    const { folder } = program('chromium');
    expect(findBrowser({ YOLO1125_BROWSER: '/nowhere/chromium', PATH: folder })).toEqual({
      missing: expect.stringMatching(/YOLO1125_BROWSER names \/nowhere\/chromium.*Correct it, or unset it/),
    });
  });

  it.each(['chromium', 'chromium-browser', 'google-chrome-stable', 'microsoft-edge'])(
    'is %s on the path',
    (name) => {
      const { folder, file } = program(name);
      expect(findBrowser({ PATH: `${temporaryFolder()}:${folder}` })).toEqual({ path: file });
    },
  );

  it('is installed by the system where that is allowed, else by the tests for themselves', () => {
    const lines = (debian: boolean, root: boolean) =>
      installCommands(debian, root).map((line) => line.join(' '));
    expect(lines(true, true)).toEqual([
      'apt-get update',
      expect.stringMatching(/^apt-get install --yes .*chromium fonts-noto-cjk$/),
    ]);
    expect(lines(true, false)).toEqual(['npx playwright-core install chromium']);
  });
});
