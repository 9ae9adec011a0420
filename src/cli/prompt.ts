/** Asking for a PIN without showing it. */
import { CliError } from './fail.js';

const CTRL_C = '\u0003';
const BACKSPACE = '\u007f';

/** @throws CliError when there is no terminal to ask on, or on Ctrl+C */
export function askPin(): Promise<string> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) throw new CliError('no PIN given; use --pin or the environment variable YOLO1125_PIN', 2);
  stderr.write('PIN: ');
  stdin.setRawMode(true);
  stdin.resume();
  let pin = '';
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
        if (key === '\r' || key === '\n') return finish(() => resolve(pin));
        if (key === CTRL_C) return finish(() => reject(new CliError('cancelled')));
        pin = key === BACKSPACE ? pin.slice(0, -1) : pin + key;
      }
    };
    stdin.on('data', onData);
  });
}
