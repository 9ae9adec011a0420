import { Command } from 'commander';
import { enrol, maskPhone } from '../shop/index.js';
import { openSqliteStore } from '../store/index.js';
import { print } from './fail.js';
import { askPin } from './prompt.js';
import { settings } from './settings.js';

interface EnrollFlags {
  readonly name: string;
  readonly phone: string;
  readonly pin?: string;
  readonly data: string;
}

export function enrollCommand(): Command {
  return new Command('enroll')
    .description('Add a member who signs in by phone and PIN.')
    .requiredOption('--name <name>', "the member's name")
    .requiredOption('--phone <number>', 'mobile phone number, e.g. 0912345678; one number, one member')
    .addOption(settings.pin())
    .addOption(settings.data())
    .addHelpText(
      'after',
      `
Without --pin it asks, so that the PIN stays out of the shell's history. The same name and phone again sets a new PIN.

Example:
  $ yolo1125 enroll --name 會員姓名 --phone 0912345678`,
    )
    .action(enroll);
}

async function enroll({ name, phone, pin, data }: EnrollFlags): Promise<void> {
  const secret = pin ?? (await askPin());
  const store = openSqliteStore(data);
  try {
    const { member, added } = await enrol(store, { name, phone, pin: secret }, new Date());
    print(`${added ? 'added' : 'new PIN for'} ${member.name}  ${maskPhone(member.phone)}  ${member.id}`);
  } finally {
    await store.close();
  }
}
