import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { setOwnerPassword } from '../shop/index.js';
import { CliError, print } from './fail.js';
import { askSecret } from './prompt.js';
import { settings } from './settings.js';
import { type StoreFlags, withStore } from './store.js';

interface PasswordFlags extends StoreFlags {
  readonly reset?: boolean;
}

export function ownerCommand(): Command {
  return new Command('owner').addCommand(passwordCommand());
}

function passwordCommand(): Command {
  return new Command('password')
    .description("Set the password of the owner's pages.")
    .option('--reset', 'forget it; the next visit to /admin on this computer sets a new one')
    .addOption(settings.data())
    .addOption(settings.store())
    .addHelpText(
      'after',
      `
Asks twice on a terminal; elsewhere it reads one line of standard input. A running daemon sees it at once, and whoever
is signed in must sign in again.

Examples:
  $ yolo1125 owner password
  $ yolo1125 owner password --reset`,
    )
    .action(setPassword);
}

async function setPassword({ reset, ...flags }: PasswordFlags): Promise<void> {
  if (reset) {
    await withStore(flags, (store) => store.setOwnerPassword(null));
    return print('forgotten; open /admin on this computer to set a new password');
  }
  const password = await readPassword();
  await withStore(flags, (store) => setOwnerPassword(store, password));
  print('the password is set');
}

/** @throws CliError when the two differ, or none comes */
async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return readLine();
  const password = await askSecret('New password (at least 10 characters): ');
  if ((await askSecret('The same again: ')) !== password)
    throw new CliError('the two are not the same; nothing was changed');
  return password;
}

async function readLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  throw new CliError('no password given; run this on a terminal, or write the password to its input', 2);
}
