/** The command line, put together. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { CONFIG_FILE } from './settings.js';

/** Loaded when they are needed: an edge on a small computer should not carry the engine and the store. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.js')).serveCommand(),
  seed: async () => (await import('./seed.js')).seedCommand(),
  enroll: async () => (await import('./faces/enroll.js')).enrollCommand(),
  identify: async () => (await import('./faces/identify.js')).identifyCommand(),
  owner: async () => (await import('./owner.js')).ownerCommand(),
  members: async () => (await import('./members/members.js')).membersCommand(),
  edge: async () => (await import('./edge/edge.js')).edgeCommand(),
  cameras: async () => (await import('./edge/cameras.js')).camerasCommand(),
  record: async () => (await import('./edge/record.js')).recordCommand(),
  replay: async () => (await import('./replay/replay.js')).replayCommand(),
  detect: async () => (await import('./detect.js')).detectCommand(),
  models: async () => (await import('./models.js')).modelsCommand(),
  labels: async () => (await import('./labels.js')).labelsCommand(),
  store: async () => (await import('./store-copy.js')).storeCommand(),
  doctor: async () => (await import('./doctor.js')).doctorCommand(),
};

/** @param only the one command that will run, when that is known; its settings are then the only ones known */
export async function createProgram(only?: string): Promise<Command> {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const program = new Command('yolo1125')
    .description('YOLO1125 智慧無人商店: self-checkout for a small unattended store.')
    .version(version)
    .option('--config <file>', `settings as JSON (default: ${CONFIG_FILE} here, when it is there)`)
    .addHelpText(
      'after',
      `
Settings come from flags, then YOLO1125_* environment variables, then the config file; docs/configuration.md lists them.

First steps:
  $ yolo1125 serve --demo           then open http://localhost:8000
  $ yolo1125 enroll --name 會員姓名 --phone 0912345678
  $ yolo1125 doctor                 when something does not work`,
    );
  const names = only !== undefined && Object.hasOwn(COMMANDS, only) ? [only] : Object.keys(COMMANDS);
  const commands = await Promise.all(names.map((name) => COMMANDS[name]?.()));
  for (const command of commands) if (command) program.addCommand(command);
  return program;
}
