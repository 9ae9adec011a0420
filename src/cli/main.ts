/** Runs the command line and turns every failure into one line and an exit status. */
import { existsSync } from 'node:fs';
import { type Command, CommanderError } from 'commander';
import { AppError } from '../protocol/index.js';
import { CliError } from './fail.js';
import { createProgram } from './program.js';
import { applyConfigFile, CONFIG_FILE } from './settings.js';

const USAGE = 2;

/** @param argv as in `process.argv` */
export async function main(argv: readonly string[]): Promise<void> {
  // A closed pipe (`| head`) is the reader's choice, not a fault.
  process.stdout.on('error', (error: Error & { code?: string }) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    const config = configFlagOf(argv);
    // A config file may hold the settings of every command: all must be known to tell which are strange.
    const program = await createProgram(config === null && !existsSync(CONFIG_FILE) ? argv.slice(2) : null);
    quietErrors(program);
    applyConfigFile(program, config);
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** Errors are thrown to `main` instead of being printed with the usage page. */
function quietErrors(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => {} });
  for (const child of command.commands) quietErrors(child);
}

/** The config file must be known before commander parses, because its values stand below the flags'. */
function configFlagOf(argv: readonly string[]): string | null {
  const index = argv.findIndex((word) => word === '--config' || word.startsWith('--config='));
  if (index < 0) return null;
  const word = argv[index] as string;
  return word.includes('=') ? word.slice(word.indexOf('=') + 1) : (argv[index + 1] ?? null);
}

/** @returns the exit status: 2 for a wrong call, 1 for work that could not be done */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const bare = error.code === 'commander.help';
    const text = bare
      ? 'give a command; "yolo1125 --help" lists them'
      : error.message.replace(/^error: /, '');
    process.stderr.write(`yolo1125: ${text.replaceAll('\n', ' ')}\n`);
    return USAGE;
  }
  const message = error instanceof AppError ? `${error.detail ?? error.message}` : (error as Error).message;
  process.stderr.write(`yolo1125: ${message}\n`);
  if (!(error instanceof AppError || error instanceof CliError) && process.env.YOLO1125_DEBUG)
    console.error(error);
  return error instanceof CliError ? error.exitCode : 1;
}
