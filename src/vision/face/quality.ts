/** Whether a face is seen well enough to say whose it is. */
import type { ImageSize } from '../types.js';
import type { Pose } from './mesh.js';
import type { PixelFormat } from './picture.js';

export interface FaceQuality {
  /** Mean brightness of the aligned face, 0 … 255. */
  readonly brightness: number;
  /** Mean step between a pixel and its four neighbours, as a share of the face's contrast. */
  readonly sharpness: number;
}

export interface QualityLimits {
  /** Degrees either way. */
  readonly maxYaw: number;
  readonly maxPitch: number;
  readonly maxRoll: number;
  readonly minBrightness: number;
  readonly minSharpness: number;
}

export const QUALITY_DEFAULTS: QualityLimits = {
  maxYaw: 28,
  maxPitch: 28,
  maxRoll: 30,
  minBrightness: 35,
  minSharpness: 0.012,
};

/** @param aligned three planes in the embedder's format */
export function qualityOf(
  aligned: Float32Array,
  { width, height }: ImageSize,
  { mean, scale }: PixelFormat,
): FaceQuality {
  const plane = width * height;
  const grey = new Float32Array(plane);
  let sum = 0;
  for (let index = 0; index < plane; index += 1) {
    const value =
      (aligned[index] as number) +
      (aligned[plane + index] as number) +
      (aligned[2 * plane + index] as number);
    grey[index] = value / 3;
    sum += value / 3;
  }
  const middle = sum / plane;
  let spread = 0;
  let steps = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const index = y * width + x;
      const value = grey[index] as number;
      const around =
        (grey[index - 1] as number) +
        (grey[index + 1] as number) +
        (grey[index - width] as number) +
        (grey[index + width] as number);
      steps += Math.abs(value - around / 4);
      spread += (value - middle) ** 2;
    }
  }
  const count = (width - 2) * (height - 2);
  const contrast = Math.sqrt(spread / count) || 1;
  return { brightness: middle / scale + mean, sharpness: steps / count / contrast };
}

export type QualityFault = 'turned_away' | 'too_dark' | 'blurred';

/** What the customer should change, or null when the face is good. */
export function faultOf(pose: Pose, quality: FaceQuality, limits: QualityLimits): QualityFault | null {
  if (
    Math.abs(pose.yaw) > limits.maxYaw ||
    Math.abs(pose.pitch) > limits.maxPitch ||
    Math.abs(pose.roll) > limits.maxRoll
  )
    return 'turned_away';
  if (quality.brightness < limits.minBrightness) return 'too_dark';
  return quality.sharpness < limits.minSharpness ? 'blurred' : null;
}
