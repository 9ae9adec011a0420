/** Where the rays of a camera meet a card that is held before it: a plane, or an upright cylinder. */

/** How a card is held. x right, y down, z away from the camera; mm and degrees. */
export interface Placement {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** Middle of the card, seen from the camera. */
  readonly at: readonly [number, number, number];
  /** 1 ÷ radius, per mm; 0 is flat. The edges bend away from the camera. */
  readonly curvature: number;
}

/**
 * @param hit gets mm along and down the card, from its middle
 * @returns false when the ray passes beside
 */
export type Meet = (rayX: number, rayY: number, hit: [number, number]) => boolean;

/** Solves in the card's own coordinates; a ray is (rayX, rayY, 1). */
export function rayMeeting({ yaw, pitch, roll, at, curvature }: Placement): Meet {
  const [[a, b, c], [d, e, f], [g, h, i]] = toCard(yaw, pitch, roll);
  const ox = -(a * at[0] + b * at[1] + c * at[2]);
  const oy = -(d * at[0] + e * at[1] + f * at[2]);
  const oz = -(g * at[0] + h * at[1] + i * at[2]);
  if (curvature === 0)
    return (x, y, hit) => {
      const t = -oz / (g * x + h * y + i);
      hit[0] = ox + t * (a * x + b * y + c);
      hit[1] = oy + t * (d * x + e * y + f);
      return t > 0;
    };
  const radius = 1 / curvature;
  const cz = oz - radius;
  const outside = ox * ox + cz * cz - radius * radius;
  return (x, y, hit) => {
    const dx = a * x + b * y + c;
    const dz = g * x + h * y + i;
    const square = dx * dx + dz * dz;
    const half = ox * dx + cz * dz;
    const root = half * half - square * outside;
    if (root < 0) return false;
    const t = (-half - Math.sqrt(root)) / square;
    hit[0] = radius * Math.atan2(ox + t * dx, radius - (oz + t * dz));
    hit[1] = oy + t * (d * x + e * y + f);
    return t > 0;
  };
}

type Row = readonly [number, number, number];

/** Rows of the rotation from the camera to the card: roll, pitch and yaw undone. */
function toCard(yaw: number, pitch: number, roll: number): readonly [Row, Row, Row] {
  const radians = Math.PI / 180;
  const [ca, sa] = [Math.cos(yaw * radians), Math.sin(yaw * radians)];
  const [cb, sb] = [Math.cos(pitch * radians), Math.sin(pitch * radians)];
  const [cc, sc] = [Math.cos(roll * radians), Math.sin(roll * radians)];
  return [
    [ca * cc - sa * sb * sc, ca * sc + sa * sb * cc, -sa * cb],
    [-cb * sc, cb * cc, sb],
    [sa * cc + ca * sb * sc, sa * sc - ca * sb * cc, ca * cb],
  ];
}
