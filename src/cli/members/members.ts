import { Command, Option } from 'commander';
import { settings } from '../settings.js';
import { exportMember } from './export.js';
import { forgetMember } from './forget.js';
import { listMembers } from './list.js';
import { showMember } from './show.js';

const WHO = 'phone number or id of the member';
const full = () => new Option('--full', 'do not mask phone numbers');
const json = () => new Option('--json', 'print JSON');

export function membersCommand(): Command {
  return new Command('members')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(exportCommand())
    .addCommand(forgetCommand());
}

function listCommand(): Command {
  return new Command('list')
    .description('List the members: face, last visit, purchases, NT$ spent.')
    .addOption(full())
    .addOption(json())
    .addOption(settings.data())
    .addOption(settings.store())
    .addHelpText('after', '\nExamples:\n  $ yolo1125 members list\n  $ yolo1125 members list --json --full')
    .action(listMembers);
}

function showCommand(): Command {
  return new Command('show')
    .description('Show one member: profile, consent to the face, purchases.')
    .argument('<who>', WHO)
    .addOption(full())
    .addOption(json())
    .addOption(settings.data())
    .addOption(settings.store())
    .addHelpText('after', '\nExample:\n  $ yolo1125 members show 0912345678')
    .action(showMember);
}

function exportCommand(): Command {
  return new Command('export')
    .description('Write all that the store holds about a member as JSON, for the member.')
    .argument('<who>', WHO)
    .option('--out <file>', 'file to make, readable by you only (default: standard output)')
    .addOption(settings.data())
    .addOption(settings.store())
    .addOption(settings.keyFile())
    .addHelpText(
      'after',
      `
The face comes opened: its numbers as lists, photos as base64. The PIN is not in it, because nobody can read it.

Example:
  $ yolo1125 members export 0912345678 --out member.json`,
    )
    .action(exportMember);
}

function forgetCommand(): Command {
  return new Command('forget')
    .description('Erase a member for good; past sales stay, without the person.')
    .argument('<who>', WHO)
    .option('--face', 'erase the face only; the member stays')
    .option('--yes', 'do not ask')
    .addOption(settings.data())
    .addOption(settings.store())
    .addHelpText(
      'after',
      `
A running daemon sees it at once. Backups of the data folder still hold what was erased; delete those yourself.

Examples:
  $ yolo1125 members forget 0912345678
  $ yolo1125 members forget 0912345678 --face --yes`,
    )
    .action(forgetMember);
}
