/** What goes into a model and comes out of it: sizes and number types, static or dynamic, fp32 or fp16. */
import type { InferenceSession } from 'onnxruntime-node';
import * as ort from 'onnxruntime-node';
import { fromHalf, toHalf } from '../half.js';
import type { ImageSize } from '../types.js';

export type NumberType = 'float32' | 'float16';

export interface ModelInput {
  readonly name: string;
  readonly type: NumberType;
  readonly size: ImageSize;
  /** False when the file leaves height or width open; `size` is then the size we feed. */
  readonly fixed: boolean;
}

const DEFAULT_SIDE = 640;
const MAX_SIDE = 4096;

/**
 * @throws Error when the model does not take one RGB picture as `[1, 3, height, width]` of fp32 or fp16
 */
export function modelInputOf(session: InferenceSession, metadata: ReadonlyMap<string, string>): ModelInput {
  const [input, ...others] = session.inputMetadata;
  if (!input?.isTensor || others.length > 0) throw new Error('the model does not take exactly one tensor');
  if (input.type !== 'float32' && input.type !== 'float16') {
    throw new Error(`the input is of type ${input.type}; float32 and float16 are understood`);
  }
  const [batch, channels, height, width] = input.shape;
  const open = (value: unknown) => typeof value !== 'number' || value <= 0;
  if (input.shape.length !== 4 || !(open(batch) || batch === 1) || !(open(channels) || channels === 3)) {
    throw new Error(`the input has shape [${input.shape.join(', ')}]; expected [1, 3, height, width]`);
  }
  const exported = exportedSize(metadata);
  const size = {
    height: open(height) ? exported.height : (height as number),
    width: open(width) ? exported.width : (width as number),
  };
  if (size.height > MAX_SIDE || size.width > MAX_SIDE)
    throw new Error(`an input of ${size.width}×${size.height} is too large`);
  return { name: input.name, type: input.type, size, fixed: !open(height) && !open(width) };
}

/** The size a model was exported for. `imgsz` is `[height, width]` or one number for both. */
export function exportedSize(metadata: ReadonlyMap<string, string>): ImageSize {
  const numbers = (metadata.get('imgsz') ?? '').match(/\d+/g)?.map(Number) ?? [];
  const [height = DEFAULT_SIDE, width = height] = numbers;
  return { height, width };
}

/** Wraps planar pixels, 0 … 1, as the tensor this model takes. */
export function toTensor(input: ModelInput, pixels: Float32Array): ort.Tensor {
  const dims = [1, 3, input.size.height, input.size.width];
  return input.type === 'float16'
    ? new ort.Tensor('float16', toHalf(pixels), dims)
    : new ort.Tensor('float32', pixels, dims);
}

/**
 * The values of an output.
 * @throws Error when it is neither fp32 nor fp16
 */
export function toFloats(tensor: ort.Tensor): Float32Array {
  if (tensor.type === 'float32') return tensor.data as Float32Array;
  if (tensor.type !== 'float16')
    throw new Error(`the output is of type ${tensor.type}; float32 and float16 are understood`);
  const data = tensor.data as Uint16Array | { buffer: ArrayBuffer; byteOffset: number; length: number };
  // Runtimes with a native Float16Array hand that out; its words are the same.
  return fromHalf(
    data instanceof Uint16Array ? data : new Uint16Array(data.buffer, data.byteOffset, data.length),
  );
}
