/** The log: events with the session they belong to; never a phone number, a PIN, a name or a frame. */
import { type Logger, pino } from 'pino';
import type { LogTail } from './log-tail.js';

export type { Logger };

/**
 * Readable lines on a terminal, JSON lines for a service manager. Both go to standard error.
 * @param tail gets every line too
 */
export async function createLog(level: string, tail: LogTail): Promise<Logger> {
  const base = {
    level,
    base: {},
    redact: ['phone', 'pin', 'password', 'name', '*.phone', '*.pin', '*.password', '*.name', 'frame'],
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  const output = process.stderr.isTTY ? await readable() : pino.destination(2);
  return pino(
    base,
    pino.multistream([
      { level: 'trace', stream: output },
      { level: 'trace', stream: tail },
    ]),
  );
}

async function readable() {
  const { default: pretty } = await import('pino-pretty');
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
