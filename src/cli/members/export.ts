import { writeFile } from 'node:fs/promises';
import { exportMember as collect, type Member, type Store } from '../../shop/index.js';
import { CliError, print } from '../fail.js';
import { type StoreFlags, withStore } from '../store.js';
import { type KeyFlags, openVault } from '../vault.js';
import { findMember } from './find.js';

interface ExportFlags extends KeyFlags, StoreFlags {
  readonly out?: string;
}

export async function exportMember(who: string, flags: ExportFlags): Promise<void> {
  const all = await withStore(flags, async (store) => {
    const member = await findMember(store, who);
    const { face, ...rest } = await collect(store, member, new Date());
    return { ...rest, face: face && { ...face, ...(await openFace(store, member, flags)) } };
  });
  const text = JSON.stringify(all, null, 2);
  if (flags.out === undefined) return print(text);
  // A file that is there already may be readable by others, and may be somebody's only copy.
  await writeFile(flags.out, `${text}\n`, { flag: 'wx', mode: 0o600 }).catch((error: Error) => {
    throw new CliError(`${flags.out} cannot be written: ${error.message}`);
  });
  print(`written to ${flags.out}`);
}

/** The face itself, which only the master key opens. */
async function openFace(store: Store, member: Member, flags: KeyFlags) {
  const face = await store.findFace(member.id);
  if (face === null) return {};
  const { templates, photos } = (await openVault(store, flags)).open(face);
  return {
    templates: templates.map((template) => [...template]),
    photos: photos.map((photo) => Buffer.from(photo).toString('base64')),
  };
}
