import { Command, InvalidArgumentError, Option } from 'commander';
import { AuditKind } from '../../protocol/index.js';
import type { AuditHead } from '../../shop/index.js';
import { settings } from '../settings.js';
import { showHead } from './head.js';
import { listAudit } from './list.js';
import { verifyAudit } from './verify.js';

export function auditCommand(): Command {
  return new Command('audit').addCommand(verifyCommand()).addCommand(listCommand()).addCommand(headCommand());
}

function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'Check that no entry was changed, taken out or put in, and that sales and prices are what it says.',
    )
    .addOption(
      new Option(
        '--head <number:hash>',
        'a head that was noted earlier; the log must still have it',
      ).argParser(parseHead),
    )
    .option('--json', 'print JSON')
    .addOption(settings.data())
    .addOption(settings.store())
    .addHelpText(
      'after',
      `
Ends with status 1 when something is wrong, and says the first entry that is. The shop may be open meanwhile.

Examples:
  $ yolo1125 audit verify
  $ yolo1125 audit verify --head 1125:4c5a…   the whole hash, as "audit head" printed it`,
    )
    .action(verifyAudit);
}

function listCommand(): Command {
  return new Command('list')
    .description('Print the entries, oldest first.')
    .addOption(
      new Option('--since <time>', 'only what was done from then on, e.g. 2026-11-24').argParser(parseTime),
    )
    .addOption(new Option('--kind <kind>', 'only entries of this kind').choices(AuditKind.options))
    .addOption(new Option('--json', 'print JSON, one entry a line').conflicts('csv'))
    .option('--csv', 'print a table for a spreadsheet')
    .addOption(settings.data())
    .addOption(settings.store())
    .addHelpText(
      'after',
      '\nExamples:\n  $ yolo1125 audit list --since 2026-11-24\n  $ yolo1125 audit list --kind void --csv > voids.csv',
    )
    .action(listAudit);
}

function headCommand(): Command {
  return new Command('head')
    .description(
      'Print number and hash of the newest entry, to be noted where this computer cannot change it.',
    )
    .addOption(settings.data())
    .addOption(settings.store())
    .addHelpText(
      'after',
      `
Whoever can write to the store could write the whole log anew, or cut off its end. With a head that was noted on paper or
sent elsewhere, "audit verify --head" shows both.

Example:
  $ yolo1125 audit head`,
    )
    .action(showHead);
}

function parseHead(text: string): AuditHead {
  const [, number, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (number === undefined || hash === undefined)
    throw new InvalidArgumentError('write it as "audit head" prints it.');
  return { number: Number(number), hash };
}

/** A day begins where the shop is. */
function parseTime(text: string): string {
  const time = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text);
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError('write a day, 2026-11-24, or a time.');
  return time.toISOString();
}
