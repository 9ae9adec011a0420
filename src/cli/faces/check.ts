/** What "doctor" says about faces: the models, the master key, and whether it opens what is kept. */
import { access } from 'node:fs/promises';
import { createFaceVault, loadMasterKey } from '../../store/index.js';
import { faceModelFiles } from '../../vision/index.js';
import { type StoreFlags, withStore } from '../store.js';
import { type KeyFlags, keySourceOf } from '../vault.js';
import { type MatchFlags, modelsDirOf } from './flags.js';

export interface FaceFinding {
  readonly state: 'ok' | 'note';
  readonly text: string;
  readonly advice?: string;
}

/** Never `bad`: the shop runs without faces. */
export async function checkFaces(
  flags: KeyFlags & StoreFlags & Pick<MatchFlags, 'faceModels'>,
): Promise<FaceFinding> {
  const files = Object.values(faceModelFiles(modelsDirOf(flags)));
  const found = await Promise.all(
    files.map((file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  );
  if (found.includes(false)) {
    const text = `${found.filter(Boolean).length} of ${files.length} face models are here`;
    return { state: 'note', text, advice: 'run "yolo1125 models prepare"; needs a network once' };
  }
  const kept = await countFaces(flags);
  return { state: 'ok', text: `models are here, ${kept} member(s) with a face` };
}

/** @throws Error when the key does not open them */
function countFaces(flags: KeyFlags & StoreFlags): Promise<number> {
  return withStore(flags, async (store) => {
    const faces = await store.listFaces();
    if (faces.length === 0) return 0;
    const vault = createFaceVault(loadMasterKey({ ...keySourceOf(flags), mayCreate: false }));
    for (const face of faces) vault.open(face);
    return faces.length;
  });
}
