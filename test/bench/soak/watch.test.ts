/** The soak's judge: growth is found behind the saw teeth of garbage collection, and none is invented. */
import { expect, it } from 'vitest';
import { seededRandom } from '../faces/random.js';
import { faultsOf, growthOf, type Sample } from './watch.js';

interface Shape {
  readonly minutes?: number;
  readonly mbPerHour?: number;
  readonly workersMbPerHour?: number;
  readonly handlesPerHour?: number;
  readonly filesPerHour?: number;
}

/** An hour of a healthy daemon: memory goes up and down by 40 MB, with a wild peak now and then; and what is added to it. */
function soakOf({ minutes = 60, mbPerHour = 0, workersMbPerHour = 0, ...shape }: Shape): readonly Sample[] {
  const random = seededRandom(3);
  return Array.from({ length: minutes * 6 }, (_, index) => {
    const at = index / 360;
    const warm = 60 * (1 - Math.exp(-at * 30));
    const teeth = (index % 17) * 2.3 + random() * 4 + (random() < 0.02 ? 150 : 0);
    return {
      at,
      rssMb: 100 + warm + teeth + at * mbPerHour,
      workersMb: 220 + teeth / 4 + at * workersMbPerHour,
      heapMb: 40 + teeth,
      handles: 12 + Math.floor(random() * 4) + Math.round(at * (shape.handlesPerHour ?? 0)),
      files: 28 + Math.floor(random() * 3) + Math.round(at * (shape.filesPerHour ?? 0)),
      loopP99Ms: 2 + random(),
    };
  });
}

const faults = (shape: Shape) => faultsOf(growthOf(soakOf(shape)));

it('passes a daemon that does not grow, whatever its memory does in between', () => {
  expect(faults({})).toEqual([]);
  expect(Math.abs(growthOf(soakOf({})).rss_mb_per_hour)).toBeLessThan(5);
});

it.each<[Shape, RegExp]>([
  [{ mbPerHour: 16 }, /memory of the daemon grows by 1\d/],
  [{ workersMbPerHour: 16 }, /memory of the workers grows by 1\d/],
  [{ handlesPerHour: 30 }, /more handles/],
  [{ filesPerHour: 12 }, /more open files/],
])('finds %o', (shape, words) => {
  expect(faults(shape)).toEqual([expect.stringMatching(words)]);
});

it('says nothing of growth after a few minutes', () => {
  expect(faults({ minutes: 10, mbPerHour: 500 })).toEqual([]);
});
