/**
 * A Kalman filter of one coordinate with constant velocity (Kalman 1960), for frames that come at uneven times.
 * Immutable: every step returns a new state.
 */
export interface AxisState {
  /** Pixels. */
  readonly position: number;
  /** Pixels a second. */
  readonly velocity: number;
  /** Covariance of (position, velocity), symmetric. */
  readonly pp: number;
  readonly pv: number;
  readonly vv: number;
}

/** Spread of what a hand does that the model does not foresee, in object sizes a second². */
const ACCELERATION_SIZES = 8;
/** Spread of a detector's box centre, in object sizes. */
const MEASUREMENT_SIZES = 0.06;
/** Spread of the unknown speed of a new track, in object sizes a second. */
const START_SPEED_SIZES = 3;

/** @param size width or height of the object, pixels */
export function startAxis(position: number, size: number): AxisState {
  const measured = (MEASUREMENT_SIZES * size) ** 2;
  return { position, velocity: 0, pp: measured, pv: 0, vv: (START_SPEED_SIZES * size) ** 2 };
}

/** The state `seconds` later. */
export function predictAxis(state: AxisState, seconds: number, size: number): AxisState {
  const noise = (ACCELERATION_SIZES * size) ** 2;
  const { position, velocity, pp, pv, vv } = state;
  return {
    position: position + velocity * seconds,
    velocity,
    pp: pp + 2 * seconds * pv + seconds ** 2 * vv + (noise * seconds ** 4) / 4,
    pv: pv + seconds * vv + (noise * seconds ** 3) / 2,
    vv: vv + noise * seconds ** 2,
  };
}

/** The state after the coordinate was measured. */
export function correctAxis(state: AxisState, measured: number, size: number): AxisState {
  const { position, velocity, pp, pv, vv } = state;
  const spread = pp + (MEASUREMENT_SIZES * size) ** 2;
  const gainP = pp / spread;
  const gainV = pv / spread;
  const surprise = measured - position;
  return {
    position: position + gainP * surprise,
    velocity: velocity + gainV * surprise,
    pp: (1 - gainP) * pp,
    pv: (1 - gainP) * pv,
    vv: vv - gainV * pv,
  };
}
