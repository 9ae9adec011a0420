/** Packages that a product model of the owner does not know, from the localiser beside it. */
import { PACKAGE_CLASS } from '../../protocol/package-class.js';
import { iou } from '../box.js';
import { FOREIGN_PACKAGE_ID } from '../model/class-names.js';
import type { Detection } from '../types.js';

/** Overlap from which the model and the localiser speak of the same object. */
const SAME_OBJECT_IOU = 0.5;

/** The number of the class that says no more than that something lies there. */
export function packageClassOf(classes: ReadonlyMap<number, string>): number {
  for (const [id, name] of classes) if (name === PACKAGE_CLASS) return id;
  return FOREIGN_PACKAGE_ID;
}

/** The model's own detections, and the localiser's where the model sees nothing. */
export function withPackages(own: readonly Detection[], found: readonly Detection[]): readonly Detection[] {
  const others = found.filter(({ box }) => !own.some((known) => iou(known.box, box) > SAME_OBJECT_IOU));
  return [...own, ...others.map((detection) => ({ ...detection, classId: FOREIGN_PACKAGE_ID }))];
}
