/** What the edge says: a line that moves on a terminal, plain lines for a service manager. */
import ora from 'ora';
import type { EdgeStatus, Say } from '../../edge/index.js';
import { print } from '../fail.js';

export interface EdgeReport {
  readonly say: Say;
  end(): void;
}

const TICK_MS = 500;

/** @param also told each line, too */
export function createEdgeReport(status: EdgeStatus, also: (text: string) => void): EdgeReport {
  const show = process.stdout.isTTY ? onTerminal(status) : { line: print, end: () => {} };
  const last = new Map<string, string>();
  return {
    say(about, text) {
      // What goes wrong a thousand times in a row is said once.
      if (last.get(about) === text) return;
      last.set(about, text);
      show.line(`${about.padEnd(9)} ${text}`);
      also(`${about}: ${text}`);
    },
    end: show.end,
  };
}

function onTerminal(status: EdgeStatus) {
  const spinner = ora({ text: 'starting', stream: process.stderr }).start();
  const timer = setInterval(() => {
    spinner.text = summary(status);
  }, TICK_MS);
  return {
    line(text: string) {
      spinner.clear();
      print(`${new Date().toLocaleTimeString('en-GB')}  ${text}`);
      spinner.render();
    },
    end() {
      clearInterval(timer);
      spinner.stop();
    },
  };
}

function summary({ camera, line }: EdgeStatus): string {
  const trip = line.roundTripMs === null ? '' : `  ${Math.round(line.roundTripMs)} ms`;
  const lost = line.dropped + line.refused + line.unanswered;
  return `camera ${camera.state}, daemon ${line.state}${trip}  ${line.taken} pictures taken, ${lost} not`;
}
