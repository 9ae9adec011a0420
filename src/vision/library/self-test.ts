/** Whether a model that was just loaded answers, how fast, and whether what it says is sane. */
import sharp from 'sharp';
import type { AnalysisPool } from '../analysis-pool.js';

export interface SelfTest {
  /** Decoding and inference of one picture in a worker, the median of some, ms. */
  readonly ms: number;
  /** Most products that it was sure to see in a picture of nothing; above 0 something is wrong with its export. */
  readonly ghosts: number;
}

const ROUNDS = 5;

/**
 * Every worker answers once, and one of them some times more.
 * @param confidence score from which a product counts, 0 … 1
 * @throws AppError `model_failed` when it does not answer in time or crashes
 */
export async function selfTest(pool: AnalysisPool, confidence: number): Promise<SelfTest> {
  const pictures = await Promise.all([grey(), noise()]);
  const pick = (round: number) => pictures[round % pictures.length] as Buffer;
  const first = await Promise.all(
    Array.from({ length: Math.max(pool.workers, pictures.length) }, (_, round) =>
      pool.analyse(pick(round), confidence),
    ),
  );
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    times.push((await pool.analyse(pick(round), confidence)).ms);
  const ghosts = Math.max(...first.map(({ detections }) => detections.length));
  return { ms: times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number, ghosts };
}

const SIZE = { width: 640, height: 480, channels: 3 } as const;

function grey(): Promise<Buffer> {
  return sharp({ create: { ...SIZE, background: '#727272' } })
    .jpeg()
    .toBuffer();
}

function noise(): Promise<Buffer> {
  return sharp({
    create: { ...SIZE, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  })
    .jpeg()
    .toBuffer();
}
