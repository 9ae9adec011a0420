/** The command line, put together. */
import { readFileSync } from 'node:fs';
import { Command, Help } from 'commander';
import { COMMANDS, type CommandEntry } from './commands.js';
import { CONFIG_FILE } from './settings.js';

/** Calls that are answered without knowing more of the commands than their names. */
const LISTING: readonly (string | undefined)[] = [undefined, '--version', '-V', '--help', '-h'];

/**
 * @param words of the call, when no setting of another command matters; only what they need is loaded then
 */
export async function createProgram(words: readonly string[] | null): Promise<Command> {
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
  if (words !== null && isListing(words)) return withOutlines(program);
  const [only = ''] = words ?? [];
  const wanted = Object.hasOwn(COMMANDS, only) ? [only] : Object.keys(COMMANDS);
  const commands = await Promise.all(wanted.map((name) => loadCommand(COMMANDS[name] as CommandEntry)));
  for (const command of commands) program.addCommand(command);
  return program;
}

function isListing([first, ...others]: readonly string[]): boolean {
  return others.length === 0 && LISTING.includes(first);
}

async function loadCommand({ about, load }: CommandEntry): Promise<Command> {
  return (await load()).description(about);
}

function withOutlines(program: Command): Command {
  for (const [name, { about }] of Object.entries(COMMANDS)) program.command(name).description(about);
  const usual = new Help();
  return program.configureHelp({
    subcommandTerm: (command) => COMMANDS[command.name()]?.shape ?? usual.subcommandTerm(command),
  });
}
