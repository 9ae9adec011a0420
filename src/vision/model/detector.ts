/** One loaded product model: picture in, detections out. Blocks its thread while it computes. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type DecodedImage, decodeImage } from '../decode-image.js';
import { decodeHead } from '../heads/decode.js';
import { type HeadLayout, layoutOf } from '../heads/layout.js';
import { PADDING_VALUE, toSource } from '../letterbox.js';
import { nonMaximumSuppression } from '../nms.js';
import { type Scene, sceneOf } from '../scene.js';
import type { Detection, ImageSize } from '../types.js';
import { classNameOf, findClassNames } from './class-names.js';
import { type ModelInput, modelInputOf, toFloats, toTensor } from './model-io.js';
import { readOnnxMetadata } from './onnx-metadata.js';
import { openSession } from './ort-session.js';

/** Overlap above which two detections of one class are one; the value YOLO tools use for deployment. */
const NMS_MAX_IOU = 0.5;
const MAX_DETECTIONS = 100;

export interface ModelInfo {
  readonly file: string;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
  readonly input: ModelInput;
  readonly head: HeadLayout;
  readonly outputDims: readonly number[];
  /** Class names by number; numbers without a name get `class N`. */
  readonly classes: ReadonlyMap<number, string>;
  /** Where the names are from, or null when the model has none. */
  readonly namesFrom: string | null;
  readonly metadata: ReadonlyMap<string, string>;
}

export interface Analysis {
  /** Size of the source picture, pixels; boxes are in it. */
  readonly size: ImageSize;
  readonly detections: readonly Detection[];
  /** Null where nobody made one, as for facts of an older edge. */
  readonly scene: Scene | null;
}

export interface Detector {
  readonly info: ModelInfo;
  /**
   * @param bytes a compressed picture
   * @param minScore detections below this are left out, 0 … 1
   * @throws AppError `corrupt_image`, `image_too_large`; Error when the model fails
   */
  detect(bytes: Uint8Array, minScore: number): Promise<Analysis>;
  close(): Promise<void>;
}

/**
 * Loads a product model and runs it once, so that a wrong file is refused here and not at the first customer.
 * @throws Error that names the file and what is wrong with it
 */
export async function loadDetector(file: string): Promise<Detector> {
  try {
    return await load(file);
  } catch (error) {
    throw new Error(`model ${file}: ${(error as Error).message}`, { cause: error });
  }
}

async function load(file: string): Promise<Detector> {
  const bytes = await readFile(file);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const metadata = readOnnxMetadata(bytes);
  const task = metadata.get('task');
  if (task !== undefined && task !== 'detect')
    throw new Error(`its task is "${task}"; export a detection model`);
  const session = await openSession(bytes);
  const input = modelInputOf(session, metadata);
  const named = await findClassNames(file, metadata);
  const { width, height } = input.size;
  const pixels = new Float32Array(3 * width * height);

  async function infer(): Promise<{ readonly values: Float32Array; readonly dims: readonly number[] }> {
    const outputs = await session.run({ [input.name]: toTensor(input, pixels) });
    const first = outputs[session.outputNames[0] as string];
    if (!first) throw new Error('the model has no output');
    return { values: toFloats(first), dims: first.dims };
  }

  const { dims } = await infer();
  const head = layoutOf(dims, input.size, named?.names.size ?? null);
  const classCount = head.classes ?? named?.names.size ?? 0;
  const classes = new Map(named?.names);
  for (let id = 0; id < classCount; id += 1) classes.set(id, classNameOf(classes, id));

  return {
    info: {
      file,
      digest,
      input,
      head,
      outputDims: dims,
      classes,
      namesFrom: named?.source ?? null,
      metadata,
    },
    async detect(picture, minScore) {
      const image = await decodeImage(picture, input.size);
      fillInput(pixels, image, input.size);
      const output = await infer();
      // An end-to-end head may return another number of rows for every picture.
      const layout = head.kind === 'end2end' ? { ...head, candidates: output.values.length / 6 } : head;
      const raw = decodeHead(output.values, layout, minScore);
      const kept = nonMaximumSuppression(raw, NMS_MAX_IOU, MAX_DETECTIONS);
      const detections = kept
        .map((detection) => ({ ...detection, box: toSource(detection.box, image.letterbox) }))
        .filter(({ box }) => box[2] > box[0] && box[3] > box[1]);
      return { size: image.letterbox.source, detections, scene: sceneOf(image) };
    },
    close: () => session.release(),
  };
}

/** Writes RGB bytes as three planes of 0 … 1, padded with grey. A plain loop: `Float32Array.from` is 100 × slower. */
function fillInput(
  pixels: Float32Array,
  { rgb, letterbox }: DecodedImage,
  { width, height }: ImageSize,
): void {
  const { inner, left, top } = letterbox;
  const plane = width * height;
  pixels.fill(PADDING_VALUE / 255);
  let read = 0;
  for (let y = 0; y < inner.height; y += 1) {
    let write = (top + y) * width + left;
    for (let x = 0; x < inner.width; x += 1) {
      pixels[write] = (rgb[read] as number) / 255;
      pixels[write + plane] = (rgb[read + 1] as number) / 255;
      pixels[write + 2 * plane] = (rgb[read + 2] as number) / 255;
      write += 1;
      read += 3;
    }
  }
}
