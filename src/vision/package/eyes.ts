/** Looking at packages: the embedder, and for teaching the localiser, on compressed pictures. */
import { areaOf } from '../box.js';
import { decodePicture } from '../face/picture.js';
import { qualityOf } from '../face/quality.js';
import type { Analysis } from '../model/detector.js';
import type { Box, ImageSize } from '../types.js';
import { type ChosenPackage, choosePackage, TEACHING_SCORE } from './choose-package.js';
import { cropOf, cropOfJpeg, cropsOf, jpegOfCrop, squareAround } from './crop.js';
import { CROP_SIDE, loadPackageEmbedder, type PackageEmbedderInfo } from './embedder.js';

/** Files that are needed to look at packages. */
export interface PackageEyesOptions {
  readonly embedder: string;
  /** A product model whose boxes, of whatever class, say where a package is. */
  readonly localiser: string;
}

/** What makes a teaching picture useless; the owner can do something about each. */
export type StudyFault = 'several' | 'too_small' | 'too_dark' | 'blurred';

/** One teaching picture, looked at. */
export interface Study extends Omit<ChosenPackage, 'isDoubtful'> {
  readonly size: ImageSize;
  readonly fault: StudyFault | null;
  /** The cut-out as a small JPEG, and its embedding. */
  readonly jpeg: Uint8Array;
  readonly vector: Float32Array;
}

export interface PackageEyes {
  readonly info: PackageEmbedderInfo;
  /** @returns a unit vector for each box. @throws AppError `corrupt_image`, `image_too_large` */
  look(jpeg: Uint8Array, boxes: readonly Box[]): Promise<readonly Float32Array[]>;
  /** @param box where the product is, or null to find it. @throws as `look` */
  study(jpeg: Uint8Array, box: Box | null): Promise<Study>;
  /** Embeds crops that were kept. @throws as `look` */
  embedCrops(jpegs: readonly Uint8Array[]): Promise<readonly Float32Array[]>;
  close(): Promise<void>;
}

/** A product smaller than this in its picture has too few pixels to know it by, pixels. */
const MIN_SIDE = 48;
const MIN_BRIGHTNESS = 25;
/** Of `qualityOf`; chosen by looking at blurred and sharp pictures of packages, not calibrated. */
const MIN_SHARPNESS = 0.012;

/**
 * @param detect the localiser
 * @throws Error when the embedder cannot be used
 */
export async function openPackageEyes(
  file: string,
  detect: (jpeg: Uint8Array, minScore: number) => Promise<Analysis>,
): Promise<PackageEyes> {
  const embedder = await loadPackageEmbedder(file);
  return {
    info: embedder.info,
    look: async (jpeg, boxes) => embedder.embed(await cropsOf(jpeg, boxes)),
    async study(jpeg, given) {
      const picture = await decodePicture(jpeg);
      const size = {
        width: Math.round(picture.width * picture.shrink),
        height: Math.round(picture.height * picture.shrink),
      };
      const { isDoubtful, ...chosen } = given
        ? ({ box: given, how: 'given', score: 0, classId: null, isDoubtful: false } as const)
        : choosePackage((await detect(jpeg, TEACHING_SCORE)).detections, size);
      const crop = cropOf(picture, squareAround(chosen.box));
      const [vector] = await embedder.embed([crop]);
      const fault = isDoubtful ? 'several' : faultOf(crop, chosen.box);
      return { ...chosen, size, fault, jpeg: await jpegOfCrop(crop), vector: vector as Float32Array };
    },
    embedCrops: async (jpegs) => embedder.embed(await Promise.all(jpegs.map(cropOfJpeg))),
    close: () => embedder.close(),
  };
}

function faultOf(crop: Float32Array, box: Box): StudyFault | null {
  if (Math.sqrt(areaOf(box)) < MIN_SIDE) return 'too_small';
  const side = { width: CROP_SIDE, height: CROP_SIDE };
  const { brightness, sharpness } = qualityOf(crop, side, { mean: 0, scale: 1 / 255 });
  if (brightness < MIN_BRIGHTNESS) return 'too_dark';
  return sharpness < MIN_SHARPNESS ? 'blurred' : null;
}
