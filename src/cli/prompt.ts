/** Asking for a PIN without showing it. */
import { CliError } from './fail.js';

const CTRL_C = '\u0003';
const BACKSPACE = '\u007f';

/** @throws CliError when there is no terminal to ask on */
export async function askPin(): Promise<string> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) throw new CliError('no PIN given; use --pin or the environment variable YOLO1125_PIN', 2);
  stderr.write('PIN: ');
  stdin.setRawMode(true);
  let pin = '';
  try {
    for await (const chunk of stdin) {
      for (const key of String(chunk)) {
        if (key === '\r' || key === '\n') return pin;
        if (key === CTRL_C) throw new CliError('cancelled');
        pin = key === BACKSPACE ? pin.slice(0, -1) : pin + key;
      }
    }
    return pin;
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}
