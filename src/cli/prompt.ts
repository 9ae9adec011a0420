/** Asking the person at the terminal: for a secret without showing it, and whether to go on. */
import { createInterface } from 'node:readline/promises';
import { CliError } from './fail.js';

const CTRL_C = '\u0003';
const BACKSPACE = '\u007f';

/** @throws CliError when there is no terminal to ask on, or on Ctrl+C */
export function askPin(): Promise<string> {
  if (!process.stdin.isTTY)
    throw new CliError('no PIN given; use --pin or the environment variable YOLO1125_PIN', 2);
  return askSecret('PIN: ');
}

/**
 * Needs a terminal.
 * @throws CliError on Ctrl+C
 */
export function askSecret(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.resume();
  let secret = '';
  return new Promise((resolve, reject) => {
    const finish = (end: () => void) => {
      stdin.off('data', onData);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      end();
    };
    const onData = (chunk: Buffer) => {
      for (const key of String(chunk)) {
        if (key === '\r' || key === '\n') return finish(() => resolve(secret));
        if (key === CTRL_C) return finish(() => reject(new CliError('cancelled')));
        secret = key === BACKSPACE ? secret.slice(0, -1) : secret + key;
      }
    };
    stdin.on('data', onData);
  });
}

/**
 * Asks a question that only "yes" answers with yes.
 * @param flag what to give instead where nobody can be asked
 * @throws CliError when there is no terminal to ask on
 */
export async function confirm(question: string, flag: string): Promise<boolean> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) throw new CliError(`this needs a terminal to ask on, or ${flag}`, 2);
  const terminal = createInterface({ input: stdin, output: stderr });
  try {
    // Ctrl+C and the end of the input mean no; by themselves some Node versions wait for ever, others throw.
    const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
    const asked = terminal.question(`${question} [yes/no] `).catch(() => '');
    const answer = await Promise.race([asked, ended]);
    return answer.trim().toLowerCase() === 'yes';
  } finally {
    terminal.close();
  }
}
