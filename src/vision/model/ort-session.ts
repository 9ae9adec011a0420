/** One way to open a model with onnxruntime. */
import * as ort from 'onnxruntime-node';

/** @throws Error in the engine's words */
export function openSession(bytes: Uint8Array): Promise<ort.InferenceSession> {
  return ort.InferenceSession.create(bytes, {
    // One thread and no spinning: more workers scale, more threads burn the core that decodes.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
}
