/** The rendered person of the samples as the demo member's face, so that the demo can show a sign-in by face. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addFace, agreeTo, consentNotice, DEMO_MEMBER, type Store } from '../../shop/index.js';
import type { ReadyFaces } from './service.js';

const STILLS = ['000.jpg', '001.jpg', '002.jpg', '003.jpg'].map((file) => join('people/stills/p1', file));

/** Does nothing when the demo member has a face for this embedder. @throws Error when the samples are not there */
export async function openDemoFace(store: Store, faces: ReadyFaces, samplesDir: string): Promise<void> {
  const member = await store.findMemberByPhone(DEMO_MEMBER.phone);
  if (!member) return;
  const kept = await store.findFace(member.id);
  if (kept?.embedder === faces.profile.id) return;
  const templates: Float32Array[] = [];
  for (const still of STILLS) {
    const { face } = await faces.analyse(await readFile(join(samplesDir, still)));
    if (face) templates.push(face.embedding);
  }
  const consent = agreeTo(consentNotice({ keepsPhotos: false }), new Date());
  const record = { templates, photos: [] };
  await addFace(store, faces.vault, member.id, { record, embedder: faces.profile.id, consent }, new Date());
}
