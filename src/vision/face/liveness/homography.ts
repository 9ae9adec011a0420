/** How well one plane explains that points moved: the best homography between two views, and what it leaves over. */
import type { Point } from '../geometry.js';

/**
 * Fits the homography `from → to` by linear least squares (the direct linear transform with the last element fixed).
 * @returns the root mean square of what is left, in units of `to`
 */
export function planeResidual(from: readonly Point[], to: readonly Point[]): number {
  const h = solve(normalEquations(from, to));
  let sum = 0;
  from.forEach(([x, y], index) => {
    const [u, v] = to[index] as Point;
    const w = at(h, 6) * x + at(h, 7) * y + 1;
    const dx = (at(h, 0) * x + at(h, 1) * y + at(h, 2)) / w - u;
    const dy = (at(h, 3) * x + at(h, 4) * y + at(h, 5)) / w - v;
    sum += dx * dx + dy * dy;
  });
  return Math.sqrt(sum / from.length);
}

const UNKNOWNS = 8;
const at = (values: ArrayLike<number>, index: number): number => values[index] as number;

/** AᵀA | Aᵀb, row after row, 9 numbers each. */
function normalEquations(from: readonly Point[], to: readonly Point[]): Float64Array {
  const system = new Float64Array(UNKNOWNS * (UNKNOWNS + 1));
  const add = (row: readonly number[]) => {
    for (let i = 0; i < UNKNOWNS; i += 1)
      for (let j = 0; j <= UNKNOWNS; j += 1) {
        const index = i * (UNKNOWNS + 1) + j;
        system[index] = at(system, index) + at(row, i) * at(row, j);
      }
  };
  from.forEach(([x, y], index) => {
    const [u, v] = to[index] as Point;
    add([x, y, 1, 0, 0, 0, -u * x, -u * y, u]);
    add([0, 0, 0, x, y, 1, -v * x, -v * y, v]);
  });
  return system;
}

/** Gaussian elimination with pivoting; a singular system leaves zeros. */
function solve(system: Float64Array): Float64Array {
  const width = UNKNOWNS + 1;
  for (let column = 0; column < UNKNOWNS; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < UNKNOWNS; row += 1)
      if (Math.abs(at(system, row * width + column)) > Math.abs(at(system, pivot * width + column)))
        pivot = row;
    for (let j = 0; j < width; j += 1) {
      const swapped = at(system, column * width + j);
      system[column * width + j] = at(system, pivot * width + j);
      system[pivot * width + j] = swapped;
    }
    const divisor = at(system, column * width + column);
    if (Math.abs(divisor) < 1e-12) continue;
    for (let row = 0; row < UNKNOWNS; row += 1) {
      if (row === column) continue;
      const factor = at(system, row * width + column) / divisor;
      for (let j = column; j < width; j += 1)
        system[row * width + j] = at(system, row * width + j) - factor * at(system, column * width + j);
    }
  }
  return Float64Array.from({ length: UNKNOWNS }, (_, row) => {
    const divisor = at(system, row * width + row);
    return Math.abs(divisor) < 1e-12 ? 0 : at(system, row * width + UNKNOWNS) / divisor;
  });
}
