/**
 * Telling systemd how it goes (sd_notify(3)): ready, what is going on, and that it goes on.
 *
 * Node opens no unix datagram sockets, so systemd's own `systemd-notify` carries the messages; it is there wherever
 * systemd is. The unit needs `NotifyAccess=all`, because the message comes from another process of the service.
 */
import { execFile } from 'node:child_process';
import { findProgram } from './cameras/programs.js';

export interface ServiceManager {
  /** The program runs; cameras and daemon are looked after from now on. */
  ready(): void;
  /** One line for `systemctl status`. */
  tell(text: string): void;
  /** The program ends on purpose; nothing is told after this. */
  stopping(): Promise<void>;
}

const NOTIFY_MS = 5_000;

/**
 * Keeps the watchdog of the unit (`WatchdogSec=`) quiet while there is progress: it barks when nothing went forward,
 * be it a picture, an answer, or an attempt to get one.
 * @param progress a number that grows
 * @returns null when systemd did not start this process, or its `systemd-notify` is missing
 */
export function findServiceManager(progress: () => number): ServiceManager | null {
  const program = findProgram('systemd-notify');
  if (!process.env.NOTIFY_SOCKET || program === null) return null;
  const send = (...words: readonly string[]) =>
    new Promise<void>((resolve) => {
      execFile(program, [...words], { timeout: NOTIFY_MS }, () => resolve());
    });
  const watchdogMs = Number(process.env.WATCHDOG_USEC ?? 0) / 1000;
  let seen = -1;
  // Twice in the time allowed, as sd_watchdog_enabled(3) advises.
  const beat = setInterval(() => {
    const now = progress();
    if (now !== seen) void send('WATCHDOG=1');
    seen = now;
  }, watchdogMs / 2);
  if (!(watchdogMs > 0)) clearInterval(beat);
  return {
    ready: () => void send('--ready'),
    tell: (text) => void send(`--status=${text}`),
    stopping() {
      clearInterval(beat);
      return send('STOPPING=1');
    },
  };
}
