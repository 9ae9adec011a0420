/** Other programs of this computer: where they are, and what they say. */
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const ASK_MS = 5_000;

/** The path of a program, or null when it is not installed. */
export function findProgram(name: string): string | null {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, file);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** All that a program prints within five seconds, whatever its exit status; empty when it cannot be run. */
export function ask(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout: ASK_MS, killSignal: 'SIGKILL' }, (_, out, err) =>
      resolve(`${out}${err}`),
    );
  });
}
