/** Gets a browser where that is possible without asking anybody. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

type Command = readonly [program: string, ...args: string[]];

const PACKAGES = ['chromium', 'fonts-noto-cjk'];
const OWN: Command = ['npx', 'playwright-core', 'install', 'chromium'];

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** What to run, by computer. Ubuntu's own package is only a pointer to a snap, which not every computer can run. */
export function installCommands(debian = isDebian(), root = process.getuid?.() === 0): readonly Command[] {
  if (debian && root) {
    return [
      ['apt-get', 'update'],
      ['apt-get', 'install', '--yes', '--no-install-recommends', ...PACKAGES],
    ];
  }
  const isLinuxRoot = root && process.platform === 'linux';
  return [isLinuxRoot ? [...OWN, '--with-deps'] : OWN];
}

/** Runs them one after the other, shown as they run. @returns null, or the command that failed */
export function installBrowser(): string | null {
  for (const [program, ...args] of installCommands()) {
    const shown = [program, ...args].join(' ');
    process.stdout.write(`no browser for the tests; installing one: ${shown}\n`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status } = spawnSync(program, args, {
      env,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      timeout: 300_000,
    });
    if (status !== 0) return shown;
  }
  return null;
}
