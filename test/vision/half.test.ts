import { describe, expect, it } from 'vitest';
import { fromHalf, toHalf } from '../../src/vision/half.js';

describe('half precision', () => {
  it('gives every finite half back unchanged', () => {
    const words = Uint16Array.from({ length: 65_536 }, (_, word) => word).filter(
      (word) => (word & 0x7c00) !== 0x7c00,
    );
    expect(toHalf(fromHalf(words))).toEqual(words);
  });

  it('rounds to nearest even, keeps infinities and NaN, and overflows to infinity', () => {
    const values = Float32Array.from([
      1 + 2 ** -11,
      1 + 3 * 2 ** -11,
      65_519,
      65_520,
      1e9,
      -1e9,
      2 ** -25,
      Number.NaN,
    ]);
    const rounded = [1, 1 + 2 ** -9, 65_504, Infinity, Infinity, -Infinity, 0, Number.NaN];
    expect([...fromHalf(toHalf(values))]).toEqual(rounded);
  });
});
