/** The log: events with the session they belong to; never a phone number, a PIN, a name or a frame. */
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { LogTail } from './log-tail.js';

export type { Logger };

/**
 * Readable lines on a terminal, JSON lines for a service manager. Both go to standard error.
 * @param tail gets every line too
 */
export function createLog(level: string, tail: LogTail): Logger {
  const base = {
    level,
    base: {},
    redact: ['phone', 'pin', 'password', 'name', '*.phone', '*.pin', '*.password', '*.name', 'frame'],
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  const output = process.stderr.isTTY ? readable() : pino.destination(2);
  return pino(
    base,
    pino.multistream([
      { level: 'trace', stream: output },
      { level: 'trace', stream: tail },
    ]),
  );
}

function readable() {
  return pretty({
    destination: 2,
    sync: true,
    translateTime: 'SYS:HH:MM:ss',
    singleLine: true,
    ignore: 'pid,hostname',
  });
}

/** What the log may say of something thrown. */
export function describeFault(error: unknown): {
  readonly reason: string;
  readonly stack?: string | undefined;
} {
  if (!(error instanceof Error)) return { reason: String(error) };
  return { reason: error.message, stack: error.stack };
}
