/** What a face embedder wants and what its numbers mean. Owners describe their own in a JSON file of this shape. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';

const Position = z.tuple([z.number(), z.number()]);

export const EmbedderProfile = z.strictObject({
  /** Written beside every template: templates of another embedder are never compared. */
  id: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  /** ONNX file, relative to the profile; one input, one output of one vector a picture. */
  model: z.string().min(1),
  input: z.strictObject({
    /** Pixels. */
    width: z.int().min(32).max(512),
    height: z.int().min(32).max(512),
    channels: z.enum(['rgb', 'bgr']),
    /** `(value − mean) · scale` for values 0 … 255. */
    mean: z.number(),
    scale: z.number().positive(),
    /** `nchw`: planes; `nhwc`: pixel after pixel. */
    layout: z.enum(['nchw', 'nhwc']).default('nchw'),
  }),
  /** Where the eyes, the nose and the corners of the mouth lie in the input, as seen: left eye, right eye, nose, left, right. */
  alignment: z.tuple([Position, Position, Position, Position, Position]),
  /** `cosine`: similarity, more is nearer. `euclidean`: distance of unit vectors, less is nearer. */
  distance: z.enum(['cosine', 'euclidean']).default('cosine'),
  thresholds: z.strictObject({
    /** At least this near: the member. */
    accept: z.number(),
    /** At least this near: perhaps the member, so ask. */
    ask: z.number(),
    /** The nearest other member must be this much further away. */
    margin: z.number().nonnegative(),
    /** Two pictures less alike than this show two different people. */
    different: z.number(),
  }),
});
export type EmbedderProfile = z.infer<typeof EmbedderProfile>;

/** ArcFace's five points in a 112 × 112 picture (insightface, `arcface_dst`). */
export const ARCFACE_POINTS: EmbedderProfile['alignment'] = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
];

/**
 * The embedder that comes with this program; docs/faces.md has the measurements behind the thresholds.
 * @param model the converted `mobilefacenet`
 */
export function defaultProfile(model: string): EmbedderProfile {
  return {
    id: 'mobilefacenet-192-r1',
    model,
    input: { width: 112, height: 112, channels: 'rgb', mean: 127.5, scale: 1 / 128, layout: 'nchw' },
    alignment: ARCFACE_POINTS,
    distance: 'cosine',
    thresholds: { accept: 0.6, ask: 0.5, margin: 0.08, different: 0.35 },
  };
}

/** @throws Error that names the file and the field */
export async function readProfile(file: string): Promise<EmbedderProfile> {
  try {
    const profile = EmbedderProfile.parse(JSON.parse(await readFile(file, 'utf8')));
    return { ...profile, model: resolve(dirname(file), profile.model) };
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    const reason = issue ? `${issue.path.join('.')}: ${issue.message}` : (error as Error).message;
    throw new Error(`embedder profile ${file}: ${reason}`, { cause: error });
  }
}
