/** Ending with a clear line. */

/** A mistake of the person at the keyboard: one line on standard error, no stack. */
export class CliError extends Error {
  override readonly name = 'CliError';

  /** @param exitCode 2 for a wrong call, 3 for a camera that was given up, 1 for other work that could not be done */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 | 3 = 1,
  ) {
    super(message);
  }
}

export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}
