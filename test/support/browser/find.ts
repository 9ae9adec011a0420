/** Where a Chromium may be on this computer. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** The browser's program, or why there is none and what to do. */
export type BrowserFound = { readonly path: string } | { readonly missing: string };

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_FOLDERS = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'];
const WINDOWS_PROGRAMS = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];

function candidates(env: NodeJS.ProcessEnv): readonly string[] {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const windows = WINDOWS_FOLDERS.flatMap((name) => env[name] ?? []);
  return [
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...PLACES,
    ...windows.flatMap((folder) => WINDOWS_PROGRAMS.map((program) => join(folder, program))),
    chromium.executablePath(),
  ];
}

/** Looks for `YOLO1125_BROWSER`, then on the path, in the usual places, and where playwright-core keeps its own. */
export function findBrowser(env: NodeJS.ProcessEnv): BrowserFound {
  const named = env.YOLO1125_BROWSER;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return { path: named };
    return {
      missing: `YOLO1125_BROWSER names ${named}, which does not exist. Correct it, or unset it to have a browser looked for.`,
    };
  }
  const path = candidates(env).find((file) => existsSync(file));
  if (path !== undefined) return { path };
  return {
    missing:
      'No Chromium, Chrome or Edge was found. Install one, or name its program in YOLO1125_BROWSER, then run the tests again.',
  };
}
