/** Geometry of boxes. */
import type { Box } from './types.js';

export function areaOf([x1, y1, x2, y2]: Box): number {
  return Math.max(0, x2 - x1) * Math.max(0, y2 - y1);
}

export function centreOf([x1, y1, x2, y2]: Box): readonly [number, number] {
  return [(x1 + x2) / 2, (y1 + y2) / 2];
}

/** Area that two boxes share, square pixels. */
export function intersection(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Intersection over union, 0 … 1. */
export function iou(a: Box, b: Box): number {
  const overlap = intersection(a, b);
  return overlap === 0 ? 0 : overlap / (areaOf(a) + areaOf(b) - overlap);
}

/** The box grown on every side by `ratio` of its own width and height. */
export function grow([x1, y1, x2, y2]: Box, ratio: number): Box {
  const dx = (x2 - x1) * ratio;
  const dy = (y2 - y1) * ratio;
  return [x1 - dx, y1 - dy, x2 + dx, y2 + dy];
}
