/** A model against a labelled dataset, by the workers that serve a shop. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { AnalysisPool } from '../analysis-pool.js';
import type { Box, ImageSize } from '../types.js';
import { averagePrecisions, type Judged } from './average-precision.js';
import { isRight, type Judgement, judgementsOf } from './confusion.js';
import type { Dataset, LabelledPicture } from './dataset.js';

/** Detections from here up draw the precision curve, as COCO and Ultralytics have it. */
const MIN_SCORE = 0.001;
const MAX_SIDE = 4096;

export interface JudgedPicture extends Judged {
  readonly file: string;
  readonly size: ImageSize;
  readonly judgements: readonly Judgement[];
  /** Decoding and inference, ms. */
  readonly ms: number;
}

/** Shares 0 … 1; null where there is nothing to divide by. */
export interface ClassScore {
  readonly classId: number;
  readonly name: string;
  readonly truths: number;
  readonly ap50: number | null;
  readonly ap50to95: number | null;
  /** At the store's threshold. */
  readonly precision: number | null;
  readonly recall: number | null;
}

export interface Evaluation {
  readonly classes: readonly ClassScore[];
  readonly map50: number;
  readonly map50to95: number;
  /** Of all classes together, at the store's threshold. */
  readonly precision: number | null;
  readonly recall: number | null;
  /** `counts[truth][found]` by the dataset's numbers; the last of each is nothing. */
  readonly confusion: readonly (readonly number[])[];
  readonly pictures: readonly JudgedPicture[];
  /** Classes of the dataset that the model does not have: all of them are missed. */
  readonly unknownToModel: readonly string[];
  /** Classes of the model that the dataset does not have: nothing can be said of them, they are left out. */
  readonly unknownToDataset: readonly string[];
  /** Median of decoding and inference in a worker, ms. */
  readonly ms: number;
}

/**
 * Classes are matched by their names.
 * @param confidence the store's threshold, 0 … 1
 * @param onProgress called after each picture
 * @throws Error that names a picture that cannot be read; AppError `model_failed`
 */
export async function evaluate(
  pool: AnalysisPool,
  dataset: Dataset,
  confidence: number,
  onProgress: (done: number) => void = () => {},
): Promise<Evaluation> {
  const idOf = new Map([...dataset.classes].map(([id, name]) => [name, id]));
  const translate = (modelClass: number) => idOf.get(pool.model.classes.get(modelClass) ?? '');
  const queue = dataset.pictures.map((picture, index) => ({ picture, index }));
  const pictures: JudgedPicture[] = [];

  async function work(): Promise<void> {
    for (let next = queue.shift(); next; next = queue.shift()) {
      pictures[next.index] = await judge(pool, next.picture, translate, confidence);
      onProgress(dataset.pictures.length - queue.length);
    }
  }
  await Promise.all(Array.from({ length: pool.workers + 1 }, work));

  const highest = Math.max(...dataset.classes.keys());
  const confusion = countJudgements(pictures, highest + 1);
  const classes = [...dataset.classes].map(([classId, name]) => scoreOf(classId, name, pictures, confusion));
  const seen = classes.filter(({ truths }) => truths > 0);
  const names = new Set(pool.model.classes.values());
  return {
    classes,
    map50: mean(seen.map(({ ap50 }) => ap50 ?? 0)),
    map50to95: mean(seen.map(({ ap50to95 }) => ap50to95 ?? 0)),
    ...totals(pictures),
    confusion,
    pictures,
    unknownToModel: [...dataset.classes.values()].filter((name) => !names.has(name)),
    unknownToDataset: [...names].filter((name) => !idOf.has(name)),
    ms: median(pictures.map(({ ms }) => ms)),
  };
}

async function judge(
  pool: AnalysisPool,
  { file, labels }: LabelledPicture,
  translate: (modelClass: number) => number | undefined,
  confidence: number,
): Promise<JudgedPicture> {
  const jpeg = await asFrame(file);
  const { size, detections, ms } = await pool.analyse(jpeg, MIN_SCORE).catch((error: Error) => {
    throw new Error(`${file}: ${error.message}`);
  });
  const found = detections.flatMap((detection) => {
    const classId = translate(detection.classId);
    return classId === undefined ? [] : [{ ...detection, classId }];
  });
  const truths = labels.map(({ classId, box }) => ({ classId, box: inPixels(box, size) }));
  return { file, size, truths, found, judgements: judgementsOf({ truths, found }, confidence), ms };
}

/**
 * Cameras send upright JPEGs, and workers read nothing else. Photos of a telephone lie on their side with a note that says
 * so; labels are of the picture as it is shown.
 * @throws Error that names the file
 */
async function asFrame(file: string): Promise<Uint8Array> {
  try {
    const bytes = await readFile(file);
    const { format, orientation = 1, width, height } = await sharp(bytes).metadata();
    if (format === 'jpeg' && orientation === 1 && Math.max(width, height) <= MAX_SIDE) return bytes;
    const side = { width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true } as const;
    return await sharp(bytes)
      .rotate()
      .resize(side)
      .flatten({ background: '#727272' })
      .jpeg({ quality: 95 })
      .toBuffer();
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function inPixels([x1, y1, x2, y2]: Box, { width, height }: ImageSize): Box {
  return [x1 * width, y1 * height, x2 * width, y2 * height];
}

function countJudgements(
  pictures: readonly JudgedPicture[],
  classes: number,
): readonly (readonly number[])[] {
  const counts = Array.from({ length: classes + 1 }, () => new Array<number>(classes + 1).fill(0));
  for (const { truth, found } of pictures.flatMap(({ judgements }) => judgements)) {
    const row = counts[truth?.classId ?? classes] as number[];
    const column = found?.classId ?? classes;
    row[column] = (row[column] ?? 0) + 1;
  }
  return counts;
}

function scoreOf(
  classId: number,
  name: string,
  pictures: readonly JudgedPicture[],
  confusion: readonly (readonly number[])[],
): ClassScore {
  const precisions = averagePrecisions(pictures, classId);
  const row = confusion[classId] ?? [];
  const right = row[classId] ?? 0;
  const truths = row.reduce((sum, count) => sum + count, 0);
  const found = confusion.reduce((sum, counts) => sum + (counts[classId] ?? 0), 0);
  return {
    classId,
    name,
    truths,
    ap50: precisions?.[0] ?? null,
    ap50to95: precisions && mean(precisions),
    precision: ratio(right, found),
    recall: ratio(right, truths),
  };
}

function totals(pictures: readonly JudgedPicture[]): Pick<Evaluation, 'precision' | 'recall'> {
  const judgements = pictures.flatMap((picture) => picture.judgements);
  const right = judgements.filter(isRight).length;
  return {
    precision: ratio(right, judgements.filter(({ found }) => found).length),
    recall: ratio(right, judgements.filter(({ truth }) => truth).length),
  };
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);
const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
