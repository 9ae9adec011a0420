/** What an edge that analyses its own pictures sends instead of them. The daemon believes only an edge with its token. */
import { z } from 'zod';
import { BoxView } from './views.js';

/** Most products that one picture may show. */
const MOST_DETECTIONS = 300;
const ModelDigest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe("SHA-256 of the product model's file: facts of another model would mean other products.");
const Floats = z.base64().max(65_536).describe('Float32 numbers, little endian, in base64.');
const size = z.int().min(1).max(4096);

const FaceView = z.strictObject({
  box: BoxView,
  score: z.number().min(0).max(1),
  pose: z.strictObject({ yaw: z.number(), pitch: z.number(), roll: z.number() }).describe('Degrees.'),
  quality: z.strictObject({ brightness: z.number(), sharpness: z.number() }),
  mesh: Floats.describe('x, y, z of 468 points, pixels: float32, little endian, in base64.'),
  embedding: Floats,
  fault: z.enum(['turned_away', 'too_dark', 'blurred']).nullable(),
});

export const FaceFacts = z.strictObject({
  embedder: z
    .string()
    .max(64)
    .describe("Id of the embedder's profile: embeddings of another are never compared."),
  ms: z.number().min(0),
  width: size,
  height: size,
  outcome: z.enum(['nobody', 'several', 'too_far', 'outside_zone', 'seen']),
  box: BoxView.nullable(),
  face: FaceView.nullable(),
});
export type FaceFacts = z.infer<typeof FaceFacts>;

/** Of 768 bytes in base64. */
const SCENE_LENGTH = 1024;

export const Facts = z.strictObject({
  model: ModelDigest,
  ms: z.number().min(0).describe('Decoding and inference, ms.'),
  width: size,
  height: size,
  detections: z
    .array(
      z.strictObject({
        class_id: z.int().min(0).max(9_999),
        score: z.number().min(0).max(1),
        box: BoxView,
      }),
    )
    .max(MOST_DETECTIONS),
  scene: z
    .base64()
    .length(SCENE_LENGTH)
    .optional()
    .describe(
      '32 × 24 mean grey levels of the picture, bytes, row after row. Tells an empty counter from one with something hidden.',
    ),
  face: FaceFacts.nullable().describe('Of those pictures whose face was looked at.'),
});
export type Facts = z.infer<typeof Facts>;

/** How an edge with a token must analyse so that the result is the daemon's own. */
export const EdgeTerms = z.object({
  model: ModelDigest,
  min_score: z.number().describe('Least score of a detection that is sent.'),
  faces: z
    .object({
      embedder: z.string(),
      step_ms: z.number().describe('Time between two face steps, ms.'),
      min_face: z.number(),
      zone: BoxView,
      equal_share: z.number(),
    })
    .nullable(),
});
export type EdgeTerms = z.infer<typeof EdgeTerms>;
