/** A label file of the YOLO layout: one object a line, a box or a polygon, in shares of the picture. */
import type { Box } from '../types.js';

export interface Label {
  readonly classId: number;
  /** `[x1, y1, x2, y2]` in shares of the picture's width and height, 0 … 1. */
  readonly box: Box;
}

/** Labelling tools round; what lies further outside the picture is no share of it. */
const TOLERANCE = 0.01;

/**
 * `class cx cy width height`, or `class x1 y1 x2 y2 x3 y3 …` for a polygon, of which the bounding box is taken. A line that
 * stands twice counts once.
 * @param file for messages
 * @param classes how many classes the dataset has
 * @throws Error that names file and line
 */
export function parseLabels(text: string, file: string, classes: number): readonly Label[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.flatMap((line, index) => {
    if (line === '' || lines.indexOf(line) !== index) return [];
    try {
      return [parseLine(line, classes)];
    } catch (error) {
      throw new Error(`${file}:${index + 1}: ${(error as Error).message}`);
    }
  });
}

function parseLine(line: string, classes: number): Label {
  const [classId = Number.NaN, ...shares] = line.split(/\s+/).map(Number);
  if (!Number.isInteger(classId)) throw new Error('does not begin with the number of a class');
  if (classId < 0 || classId >= classes)
    throw new Error(`class ${classId} is none of the dataset's ${classes} classes (0 to ${classes - 1})`);
  const isBox = shares.length === 4;
  if (!isBox && (shares.length < 6 || shares.length % 2 === 1))
    throw new Error(`${shares.length} numbers after the class; a box has 4, a polygon 6 or more, in pairs`);
  if (!shares.every((share) => share >= -TOLERANCE && share <= 1 + TOLERANCE))
    throw new Error('a number is no share of the picture between 0 and 1');
  const box = isBox ? boxOfCentre(shares) : boxOfPolygon(shares);
  const [x1, y1, x2, y2] = box.map((share) => Math.min(1, Math.max(0, share))) as [
    number,
    number,
    number,
    number,
  ];
  if (!(x2 > x1 && y2 > y1)) throw new Error('the box has no area');
  return { classId, box: [x1, y1, x2, y2] };
}

function boxOfCentre([x = 0, y = 0, width = 0, height = 0]: readonly number[]): Box {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

function boxOfPolygon(shares: readonly number[]): Box {
  const xs = shares.filter((_, index) => index % 2 === 0);
  const ys = shares.filter((_, index) => index % 2 === 1);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
