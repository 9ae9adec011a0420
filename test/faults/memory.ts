import { readFileSync } from 'node:fs';

/** Memory that a process has in the main memory, MB; NaN where the system does not tell. */
export function residentMb(pid: number | undefined): number {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 102.4) / 10;
  } catch {
    return Number.NaN;
  }
}
