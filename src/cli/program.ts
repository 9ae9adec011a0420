/** The command line, put together. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { detectCommand } from './detect.js';
import { doctorCommand } from './doctor.js';
import { camerasCommand } from './edge/cameras.js';
import { edgeCommand } from './edge/edge.js';
import { recordCommand } from './edge/record.js';
import { enrollCommand } from './faces/enroll.js';
import { identifyCommand } from './faces/identify.js';
import { membersCommand } from './members/members.js';
import { modelsCommand } from './models.js';
import { replayCommand } from './replay/replay.js';
import { seedCommand } from './seed.js';
import { serveCommand } from './serve.js';
import { CONFIG_FILE } from './settings.js';

export function createProgram(): Command {
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
  const commands = [
    serveCommand(),
    seedCommand(),
    enrollCommand(),
    identifyCommand(),
    membersCommand(),
    edgeCommand(),
    camerasCommand(),
    recordCommand(),
    replayCommand(),
    detectCommand(),
    modelsCommand(),
    doctorCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  return program;
}
