/** Facts of a picture as they travel from an edge to the daemon, and back into what the daemon's own workers give. */
import { AppError, type FaceFacts, type Facts } from '../protocol/index.js';
import type { TimedAnalysis, TimedFaceAnalysis } from './analysis-pool.js';
import { MESH_POINTS } from './face/mesh.js';
import type { ModelInfo } from './model/detector.js';

/**
 * @param model SHA-256 of the product model's file
 * @param face of the same picture, with the id of the embedder's profile; null when it was not looked at
 */
export function packFacts(
  model: string,
  { ms, size, detections, scene }: Omit<TimedAnalysis, 'model'>,
  face: { readonly embedder: string; readonly analysis: TimedFaceAnalysis } | null,
): Facts {
  return {
    model,
    ms,
    ...size,
    detections: detections.map(({ classId, score, box }) => ({ class_id: classId, score, box: [...box] })),
    ...(scene && { scene: Buffer.from(scene).toString('base64') }),
    face: face && packFace(face.embedder, face.analysis),
  };
}

/** @param model whose numbers the facts speak in */
export function unpackProducts(
  { ms, width, height, detections, scene }: Facts,
  model: ModelInfo,
): TimedAnalysis {
  return {
    model,
    ms,
    size: { width, height },
    detections: detections.map(({ class_id, score, box }) => ({ classId: class_id, score, box })),
    scene: scene === undefined ? null : new Uint8Array(Buffer.from(scene, 'base64')),
  };
}

function packFace(embedder: string, { ms, size, outcome, box, face }: TimedFaceAnalysis): FaceFacts {
  return {
    embedder,
    ms,
    ...size,
    outcome,
    box: box && [...box],
    face: face && {
      ...face,
      box: [...face.box],
      mesh: packFloats(face.mesh),
      embedding: packFloats(face.embedding),
    },
  };
}

/** @throws AppError `bad_request` for numbers that are none, or not as many as there must be */
export function unpackFace({ ms, width, height, outcome, box, face }: FaceFacts): TimedFaceAnalysis {
  return {
    ms,
    size: { width, height },
    outcome,
    box,
    face: face && {
      ...face,
      mesh: unpackFloats(face.mesh, 3 * MESH_POINTS),
      embedding: unpackFloats(face.embedding, null),
    },
  };
}

function packFloats(values: Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}

function unpackFloats(text: string, count: number | null): Float32Array {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  if (bytes.length === 0 || bytes.length % 4 !== 0 || (count !== null && bytes.length !== count * 4))
    throw new AppError('bad_request', 'facts: not as many numbers as there must be');
  const values = new Float32Array(bytes.buffer);
  if (!values.every(Number.isFinite)) throw new AppError('bad_request', 'facts: a number is none');
  return values;
}
