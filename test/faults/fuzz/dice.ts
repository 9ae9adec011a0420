/** Pseudo-random choices, the same for the same seed (mulberry32). */
export interface Dice {
  /** 0 … 1. */
  roll(): number;
  /** 0 … limit − 1. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

export function createDice(seed: number): Dice {
  let state = seed;
  function roll(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (limit: number) => Math.floor(roll() * limit);
  return { roll, below, pick: (list) => list[below(list.length)] as (typeof list)[number] };
}
