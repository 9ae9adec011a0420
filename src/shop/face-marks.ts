/** Whose faces are kept, for shops of any size: a page at a time, so that nobody waits for all of them. */
import { setImmediate as turn } from 'node:timers/promises';
import type { FaceMark } from './face-vault.js';
import type { Store } from './store-port.js';

/** A page takes about a millisecond of the embedded store. */
const PAGE = 500;

/** Every face's mark, once; others are answered between two pages. @throws AppError `store_unavailable` */
export async function* faceMarks(store: Store): AsyncGenerator<FaceMark> {
  for (let after = ''; ; ) {
    const page = await store.listFaceMarks(after, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.memberId;
    await turn();
  }
}

/** Ids of the members whose face is kept. @throws AppError `store_unavailable` */
export async function membersWithFace(store: Store): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const { memberId } of faceMarks(store)) ids.add(memberId);
  return ids;
}
