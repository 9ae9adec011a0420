/** The newest lines of the log, for the owner's page. They are what the log says, already without
 * what it must not say; a session is called by its label, because its id is the counter's secret. */
import type { LogLine } from '../protocol/index.js';
import { labelOf } from '../shop/index.js';

const KEPT = 500;
/** Pino's numbers. */
const LEVELS: Readonly<Record<number, LogLine['level']>> = {
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

export interface LogTail {
  /** Takes one JSON line of the log. */
  write(line: string): void;
  /** Oldest first. */
  lines(): readonly LogLine[];
}

export function createLogTail(): LogTail {
  const kept: string[] = [];
  return {
    write(line) {
      kept.push(line);
      if (kept.length > KEPT) kept.shift();
    },
    lines: () => kept.map(readLine),
  };
}

function readLine(text: string): LogLine {
  const { time, level, msg, session, ...facts } = JSON.parse(text) as {
    time: string | number;
    level: number;
    msg?: string;
    session?: string;
  };
  return {
    at: new Date(time).toISOString(),
    level: LEVELS[level] ?? 'info',
    text: msg ?? '',
    facts: session === undefined ? facts : { session: labelOf(session), ...facts },
  };
}
