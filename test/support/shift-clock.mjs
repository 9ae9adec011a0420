/**
 * Preloaded into a daemon: at SIGUSR2 its wall clock is set by as many ms as the file CLOCK_FILE says; CLOCK_FILE.set tells
 * when it is. Timers go on, as they do when the clock of a computer is set.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const TrueDate = globalThis.Date;
let shift = 0;

globalThis.Date = class Shifted extends TrueDate {
  constructor(...parts) {
    if (parts.length === 0) super(TrueDate.now() + shift);
    else super(...parts);
  }

  static now() {
    return TrueDate.now() + shift;
  }
};

process.on('SIGUSR2', () => {
  const text = readFileSync(process.env.CLOCK_FILE, 'utf8');
  shift = Number(text);
  writeFileSync(`${process.env.CLOCK_FILE}.set`, text);
});
