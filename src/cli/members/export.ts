import { writeFile } from 'node:fs/promises';
import { type Member, type SealedFace, type Store, viewCart, viewReceipt } from '../../shop/index.js';
import { CliError, print } from '../fail.js';
import { type StoreFlags, withStore } from '../store.js';
import { type KeyFlags, openVault } from '../vault.js';
import { findFace, findMember } from './find.js';

interface ExportFlags extends KeyFlags, StoreFlags {
  readonly out?: string;
}

export async function exportMember(who: string, flags: ExportFlags): Promise<void> {
  const all = await withStore(flags, async (store) => {
    const member = await findMember(store, who);
    return collect(store, member, flags);
  });
  const text = JSON.stringify(all, null, 2);
  if (flags.out === undefined) return print(text);
  // A file that is there already may be readable by others, and may be somebody's only copy.
  await writeFile(flags.out, `${text}\n`, { flag: 'wx', mode: 0o600 }).catch((error: Error) => {
    throw new CliError(`${flags.out} cannot be written: ${error.message}`);
  });
  print(`written to ${flags.out}`);
}

/** All that the store holds about a person. */
async function collect(store: Store, member: Member, flags: KeyFlags) {
  const face = await findFace(store, member);
  return {
    exported_at: new Date().toISOString(),
    id: member.id,
    name: member.name,
    phone: member.phone,
    has_pin: member.pinHash !== null,
    pin_failures: await store.pinFailures(member.phone),
    created_at: member.createdAt,
    last_visit_at: member.lastVisitAt,
    face: face && (await openFace(store, face, flags)),
    purchases: (await store.listOrders(member.id)).map(viewReceipt),
    open_carts: (await store.listCarts(member.id)).map(viewCart),
  };
}

async function openFace(store: Store, face: SealedFace, flags: KeyFlags) {
  const { templates, photos } = (await openVault(store, flags)).open(face);
  return {
    embedder: face.embedder,
    created_at: face.createdAt,
    consent: face.consent,
    templates: templates.map((template) => [...template]),
    photos: photos.map((photo) => Buffer.from(photo).toString('base64')),
  };
}
