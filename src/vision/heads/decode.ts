/** From an output tensor to detections in input pixels. */
import type { Detection } from '../types.js';
import type { HeadLayout } from './layout.js';

/**
 * @param output the tensor's values, row-major, of the shape `layout` was told from
 * @param minScore rows below this are left out, 0 … 1
 */
export function decodeHead(output: Float32Array, layout: HeadLayout, minScore: number): Detection[] {
  if (layout.kind === 'v8') return decodeV8(output, layout.candidates, layout.classes ?? 0, minScore);
  if (layout.kind === 'v5') return decodeV5(output, layout.candidates, layout.classes ?? 0, minScore);
  return decodeEndToEnd(output, layout.candidates, minScore);
}

function fromCentre(cx: number, cy: number, width: number, height: number): Detection['box'] {
  return [cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2];
}

function decodeV8(out: Float32Array, count: number, classes: number, minScore: number): Detection[] {
  const detections: Detection[] = [];
  const at = (row: number, column: number) => out[row * count + column] as number;
  for (let column = 0; column < count; column += 1) {
    let classId = 0;
    let score = minScore;
    let found = false;
    for (let index = 0; index < classes; index += 1) {
      const value = at(4 + index, column);
      // Written so that NaN, which a broken model may give, is never a score.
      if (!(value >= score)) continue;
      found = true;
      classId = index;
      score = value;
    }
    if (!found) continue;
    const box = fromCentre(at(0, column), at(1, column), at(2, column), at(3, column));
    detections.push({ box, classId, score });
  }
  return detections;
}

function decodeV5(out: Float32Array, count: number, classes: number, minScore: number): Detection[] {
  const detections: Detection[] = [];
  const width = 5 + classes;
  for (let start = 0; start < count * width; start += width) {
    const objectness = out[start + 4] as number;
    if (!(objectness >= minScore)) continue;
    let classId = 0;
    for (let index = 1; index < classes; index += 1) {
      if ((out[start + 5 + index] as number) > (out[start + 5 + classId] as number)) classId = index;
    }
    const score = objectness * (out[start + 5 + classId] as number);
    if (!(score >= minScore)) continue;
    const [cx = 0, cy = 0, w = 0, h = 0] = out.subarray(start, start + 4);
    detections.push({ box: fromCentre(cx, cy, w, h), classId, score });
  }
  return detections;
}

function decodeEndToEnd(out: Float32Array, count: number, minScore: number): Detection[] {
  const detections: Detection[] = [];
  for (let start = 0; start < count * 6; start += 6) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, score = 0, classId = 0] = out.subarray(start, start + 6);
    if (score >= minScore && score > 0)
      detections.push({ box: [x1, y1, x2, y2], classId: Math.round(classId), score });
  }
  return detections;
}
