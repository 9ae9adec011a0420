import { type Member, maskPhone, type Store } from '../../shop/index.js';
import { CliError, print } from '../fail.js';
import { confirm } from '../prompt.js';
import { type StoreFlags, withStore } from '../store.js';
import { findMember } from './find.js';

interface ForgetFlags extends StoreFlags {
  readonly face?: boolean;
  readonly yes?: boolean;
}

export async function forgetMember(who: string, { face, yes, ...flags }: ForgetFlags): Promise<void> {
  await withStore(flags, async (store) => {
    const member = await findMember(store, who);
    const lines = face ? await planOfFace(store, member) : await planOfAll(store, member);
    if (yes) for (const line of lines) print(line);
    else if (!(await confirm([...lines, 'Erase this for good?'].join('\n'), '--yes')))
      throw new CliError('nothing was erased');
    const erased = face ? await store.removeFace(member.id) : await store.forgetMember(member.id);
    if (!erased) throw new CliError('somebody else erased it at the same moment');
    print('erased');
  });
}

async function planOfAll(store: Store, member: Member): Promise<readonly string[]> {
  const orders = (await store.listOrders(member.id)).length;
  const face =
    (await store.findFace(member.id)) === null ? 'no face is kept' : 'face with its key and consent';
  return [
    `${member.name}  ${maskPhone(member.phone)}  ${member.id}`,
    `  is erased: name, phone number, PIN, open carts; ${face}`,
    `  stays:     ${orders} purchase(s), without the person`,
  ];
}

async function planOfFace(store: Store, member: Member): Promise<readonly string[]> {
  if ((await store.findFace(member.id)) === null) throw new CliError('no face of this member is kept');
  return [
    `${member.name}  ${maskPhone(member.phone)}  ${member.id}`,
    '  is erased: the face with its key and consent',
    `  stays:     the membership; sign-in by PIN ${member.pinHash === null ? 'needs a PIN to be set' : 'goes on'}`,
  ];
}
