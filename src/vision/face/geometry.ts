/** Points and the maps between them. */

export type Point = readonly [x: number, y: number];

/** `[a, b, c, d, e, f]`: (x, y) → (a·x + b·y + c, d·x + e·y + f). */
export type Affine = readonly [number, number, number, number, number, number];

export function distanceOf([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}

export function meanOf(points: readonly Point[]): Point {
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += point[0];
    y += point[1];
  }
  return [x / points.length, y / points.length];
}

/**
 * The rotation, even scale and shift that brings `from` nearest to `to` in the least-squares sense (Umeyama 1991,
 * without reflection). Both lists have the same length, 2 or more.
 */
export function similarityOf(from: readonly Point[], to: readonly Point[]): Affine {
  const [fx, fy] = meanOf(from);
  const [tx, ty] = meanOf(to);
  let cos = 0;
  let sin = 0;
  let spread = 0;
  from.forEach(([x, y], index) => {
    const [dx, dy] = [x - fx, y - fy];
    const [ex, ey] = [(to[index] as Point)[0] - tx, (to[index] as Point)[1] - ty];
    cos += dx * ex + dy * ey;
    sin += dx * ey - dy * ex;
    spread += dx * dx + dy * dy;
  });
  const a = cos / spread;
  const b = sin / spread;
  return [a, -b, tx - a * fx + b * fy, b, a, ty - b * fx - a * fy];
}

export function apply([a, b, c, d, e, f]: Affine, x: number, y: number): Point {
  return [a * x + b * y + c, d * x + e * y + f];
}

/** How many source units one target unit covers. */
export function scaleOf([a, b, , d, e]: Affine): number {
  return Math.sqrt(Math.abs(a * e - b * d));
}
