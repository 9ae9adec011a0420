/** What a face step and a comparison with all members cost. */
import sharp from 'sharp';
import { allowOnlyJpeg } from '../../../src/vision/decode-image.js';
import { loadEmbedder, unit } from '../../../src/vision/face/embedder.js';
import { type FoundFace, loadFinder } from '../../../src/vision/face/finder.js';
import { loadMesh } from '../../../src/vision/face/mesh.js';
import { decodePicture } from '../../../src/vision/face/picture.js';
import { createGallery, type Embedding } from '../../../src/vision/index.js';
import { files, openAnalyser, profile, readRealClips, readStills } from './material.js';
import { gaussian, type Random, seededRandom } from './random.js';
import { fixed, quantile, type SectionResult, type Table } from './report.js';

const STEPS = 200;
const WARM_UP = 20;
const MEMBERS = [100, 1_000, 10_000, 100_000] as const;
/** Numbers of an embedding. */
const DIMENSIONS = 192;

/** A 640 × 480 picture with a near face. */
export async function costPicture(): Promise<Uint8Array | null> {
  const picture = (await readRealClips())[0]?.frames[0] ?? readStills()[0]?.pictures[0];
  return picture ? sharp(picture).resize(640, 480, { fit: 'cover' }).jpeg({ quality: 85 }).toBuffer() : null;
}

interface Cost {
  readonly cpuMs: number;
  readonly p50: number;
  readonly p95: number;
}

async function measure(work: () => Promise<unknown>): Promise<Cost> {
  for (let run = 0; run < WARM_UP; run += 1) await work();
  const before = process.cpuUsage();
  const times: number[] = [];
  for (let run = 0; run < STEPS; run += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000 / STEPS, p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

async function stageTable(picture: Uint8Array): Promise<Table> {
  const analyser = await openAnalyser();
  const [finder, mesher, embedder] = await Promise.all([
    loadFinder(files.blazeface),
    loadMesh(files.facemesh),
    loadEmbedder(profile),
  ]);
  const whole = await decodePicture(picture);
  const face = (await finder.find(picture))[0] as FoundFace;
  const mesh = await mesher.measure(whole, face);
  const aligned = embedder.align(whole, mesh);
  const stages: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['whole step', () => analyser.analyse(picture)],
    ['decode for the cut-outs', () => decodePicture(picture)],
    ['decode and find', () => finder.find(picture)],
    ['mesh', () => mesher.measure(whole, face)],
    ['align', async () => embedder.align(whole, mesh)],
    ['embed, with the mirror image', () => embedder.embed(aligned)],
  ];
  const rows: (readonly string[])[] = [];
  for (const [name, work] of stages) {
    const { cpuMs, p50, p95 } = await measure(work);
    rows.push([name, fixed(cpuMs), fixed(p50), fixed(p95)]);
  }
  await Promise.all([analyser.close(), finder.close(), mesher.close(), embedder.close()]);
  const title = `Cost of a face step at 640 × 480, ${STEPS} times, one thread`;
  return { title, head: ['stage', 'CPU ms', 'elapsed ms p50', 'p95'], rows };
}

function randomEmbedding(random: Random): Embedding {
  return unit(Float32Array.from({ length: DIMENSIONS }, () => gaussian(random)));
}

function matchTable(): Table {
  const random = seededRandom(1);
  const rows = MEMBERS.map((count) => {
    const members = Array.from({ length: count }, (_, index) => ({
      memberId: String(index),
      templates: [randomEmbedding(random)],
    }));
    const gallery = createGallery(profile.distance, members);
    const repeats = Math.max(10, Math.round(1_000_000 / count));
    const probe = randomEmbedding(random);
    const times = Array.from({ length: repeats }, () => {
      const start = performance.now();
      gallery.nearest(probe);
      return performance.now() - start;
    }).slice(Math.floor(repeats / 5));
    return [count, fixed(quantile(times, 0.5), 3), fixed(quantile(times, 0.95), 3)];
  });
  return { title: 'Cost of a comparison with all members', head: ['members', 'ms p50', 'p95'], rows };
}

export async function cost(): Promise<SectionResult> {
  const picture = await costPicture();
  if (!picture) return { skipped: 'there is no picture of a person at all' };
  allowOnlyJpeg();
  return [await stageTable(picture), matchTable()];
}
