/** What a command shows a daemon to be let in, and by what it knows the daemon. */
import { readFileSync, statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { isLoopback } from '../daemon/origin.js';
import { CliError } from './fail.js';

export interface CredentialFlags {
  readonly token?: string;
  readonly tokenFile?: string;
  readonly ca?: string;
}

export interface Credentials {
  readonly token?: string | undefined;
  /** PEM. */
  readonly ca?: string | undefined;
}

export function addCredentialSettings(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--token <secret>',
        'token of this device, from "yolo1125 device add"; better given as YOLO1125_TOKEN or in a file',
      ).env('YOLO1125_TOKEN'),
    )
    .addOption(
      new Option('--token-file <file>', 'file with the token, readable by its owner only').env(
        'YOLO1125_TOKEN_FILE',
      ),
    )
    .addOption(
      new Option('--ca <file>', 'certificate of your own authority that the daemon is known by, in PEM').env(
        'YOLO1125_CA',
      ),
    );
}

/** @throws CliError for a file that cannot be read or that others can, and for a token that others could read on the way */
export function credentialsOf({ token, tokenFile, ca }: CredentialFlags, url: string): Credentials {
  if (token !== undefined && tokenFile !== undefined)
    throw new CliError('choose one of --token (or YOLO1125_TOKEN) and --token-file', 2);
  const secret = tokenFile === undefined ? token : readPrivate(tokenFile);
  if (secret !== undefined && !isSealed(url))
    throw new CliError(
      'a token can be read on its way over ws://; use wss://, or a daemon on this computer',
      2,
    );
  return { token: secret, ca: ca === undefined ? undefined : readText('--ca', ca) };
}

/** Whether nobody on the way to an address can read along. */
export function isSealed(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return /^(wss|https):$/.test(protocol) || isLoopback(hostname.replace(/[[\]]/g, ''));
}

function readPrivate(file: string): string {
  const text = readText('--token-file', file).trim();
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new CliError(`--token-file ${file}: others can read it; chmod 600 ${file}`, 2);
  return text;
}

function readText(flag: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliError(`${flag} ${file} cannot be read: ${(error as Error).message}`, 2);
  }
}
