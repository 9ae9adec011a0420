/** What the repair of the embedder is worth on real photos, and that rendered and real people are told apart. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FACE_MODELS as PINS } from '../../../src/vision/face/models/pins.js';
import {
  cosine,
  defaultProfile,
  type Embedding,
  faceModelFiles,
  loadFaceAnalyser,
} from '../../../src/vision/index.js';
import { convertGraphModel } from '../../../src/vision/tfjs/convert.js';
import { parseGraphModel } from '../../../src/vision/tfjs/graph-model.js';
import { publishedEmbedder } from '../../support/embedder.js';
import { FACE_MODELS } from '../../support/face-models.js';
import { temporaryFolder } from '../../support/folder.js';
import { hasLfw10, LFW10, PEOPLE, type PersonPictures, readPeople } from '../../support/people.js';

const files = faceModelFiles(FACE_MODELS);

/** Cosines of all pairs of one person, and of two. */
async function pairsOf(model: string, people: readonly PersonPictures[]) {
  const choice = { minFace: 40, zone: [0, 0, 1, 1], equalShare: 2 } as const;
  const analyser = await loadFaceAnalyser({ ...files, profile: defaultProfile(model), choice });
  const faces: { readonly person: string; readonly embedding: Embedding }[] = [];
  for (const { person, pictures } of people)
    for (const picture of pictures) {
      const { face } = await analyser.analyse(picture);
      if (face && face.fault === null) faces.push({ person, embedding: face.embedding });
    }
  await analyser.close();
  const same: number[] = [];
  const different: number[] = [];
  faces.forEach((a, index) => {
    for (const b of faces.slice(0, index))
      (a.person === b.person ? same : different).push(cosine(a.embedding, b.embedding));
  });
  return { same, different };
}

/** The best share of right answers that one threshold gives, both kinds of pairs weighing the same. */
function accuracyOf({ same, different }: Awaited<ReturnType<typeof pairsOf>>): number {
  const share = (values: readonly number[], isRight: (value: number) => boolean) =>
    values.filter(isRight).length / values.length;
  const thresholds = Array.from({ length: 199 }, (_, index) => index / 100 - 0.99);
  return Math.max(
    ...thresholds.map((limit) => (share(same, (v) => v >= limit) + share(different, (v) => v < limit)) / 2),
  );
}

describe.skipIf(!hasLfw10)('on ten people of LFW (skipped where the photos are absent)', () => {
  it('the repaired embedder tells them apart, the published one does not', async () => {
    const people = readPeople(LFW10);
    const published = join(temporaryFolder(), 'published.onnx');
    const { json, bin } = await publishedEmbedder();
    const { outputs } = PINS.mobilefacenet;
    writeFileSync(published, convertGraphModel(parseGraphModel(json, bin), { title: 'published', outputs }));
    const before = accuracyOf(await pairsOf(published, people));
    const after = accuracyOf(await pairsOf(files.mobilefacenet, people));
    expect(before).toBeLessThan(0.75);
    expect(after).toBeGreaterThan(0.98);
  }, 120_000);
});

it('rendered people are told apart at the thresholds that are used', async () => {
  const { same, different } = await pairsOf(files.mobilefacenet, readPeople(join(PEOPLE, 'stills')));
  const { accept, ask } = defaultProfile('').thresholds;
  expect(Math.max(...different)).toBeLessThan(ask);
  expect(same.filter((likeness) => likeness < accept).length / same.length).toBeLessThan(0.01);
}, 60_000);
