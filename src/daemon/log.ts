/** The log: events with the session they belong to; never a phone number, a PIN, a name or a frame. */
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

export type { Logger };

/** Readable lines on a terminal, JSON lines for a service manager. Both go to standard error. */
export function createLog(level: string): Logger {
  const base = { level, base: {}, redact: ['phone', 'pin', 'name', '*.phone', '*.pin', '*.name', 'frame'] };
  if (!process.stderr.isTTY)
    return pino({ ...base, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  return pino(
    base,
    pretty({
      destination: 2,
      sync: true,
      translateTime: 'HH:MM:ss',
      singleLine: true,
      ignore: 'pid,hostname',
    }),
  );
}

/** What the log may say of something thrown. */
export function describeFault(error: unknown): {
  readonly reason: string;
  readonly stack?: string | undefined;
} {
  if (!(error instanceof Error)) return { reason: String(error) };
  return { reason: error.message, stack: error.stack };
}
