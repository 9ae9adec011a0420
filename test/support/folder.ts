import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Takes what is to be done at the end. */
export type AtEnd = (clean: () => Promise<void> | void) => void;

/** An empty folder that is gone after the test, or whenever else is said. */
export function temporaryFolder(atEnd: AtEnd = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'yolo1125-test-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
