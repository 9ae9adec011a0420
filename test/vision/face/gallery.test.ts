/** The gallery finds exactly whom a comparison with every member finds. */
import { describe, expect, it } from 'vitest';
import { unit } from '../../../src/vision/face/embedder.js';
import { SCAN_WASM } from '../../../src/vision/face/scan/scan-bytes.js';
import { average, createGallery, type Embedding, likenessOf, type Match } from '../../../src/vision/index.js';
import { gaussian, type Random, seededRandom } from '../../bench/faces/random.js';
import { compileScan } from '../../support/scan-wasm.js';

type Distance = 'cosine' | 'euclidean';
/** How members lie: spread out, in a crowd where rounding changes who is nearest, or with a few large numbers. */
type Spread = 'wide' | 'crowd' | 'spiky';

function draw(random: Random, spread: Spread, centre: Embedding): Embedding {
  return unit(
    centre.map((value) => {
      const noise = gaussian(random);
      if (spread === 'wide') return noise;
      return spread === 'crowd' ? value + 0.002 * noise : noise ** 5;
    }),
  );
}

interface Crowd {
  readonly distance: Distance;
  /** Middles of the members' templates. */
  readonly middles: ReadonlyMap<string, Embedding>;
}

/** The gallery's answer is that of a comparison with everybody in turn. */
function check(gallery: ReturnType<typeof createGallery>, { distance, middles }: Crowd, probe: Embedding) {
  const { memberId, score, margin } = gallery.nearest(probe) as Match;
  const scores = [...middles.values()].map((middle) => likenessOf(distance, middle, probe));
  const [first = Number.NaN, second = Number.NEGATIVE_INFINITY] = scores.sort((a, b) => b - a);
  expect({ score, margin }).toEqual({ score: first, margin: first - second });
  // Two may be equally near; whoever is named is as near as that.
  expect(likenessOf(distance, middles.get(memberId) as Embedding, probe)).toBe(score);
  expect(gallery.scoreOf(memberId, probe)).toBe(score);
}

describe.each<Distance>(['cosine', 'euclidean'])('by %s', (distance) => {
  it.each<[Spread, number, number]>([
    ['wide', 192, 4_500],
    ['crowd', 192, 1_500],
    ['spiky', 192, 1_500],
    ['wide', 17, 1_000],
    ['crowd', 512, 500],
    ['wide', 2, 500],
  ])('%s, %i numbers: the nearest of %i and the margin are exact', (spread, dimensions, count) => {
    const random = seededRandom(dimensions + count);
    const centre = unit(Float32Array.from({ length: dimensions }, () => gaussian(random)));
    const vector = () => draw(random, spread, centre);
    const members = Array.from({ length: count }, (_, index) => ({
      memberId: `m${index}`,
      templates: index % 3 === 0 ? [vector(), vector()] : [vector()],
    }));
    const middles = new Map(members.map(({ memberId, templates }) => [memberId, average(templates)]));
    const gallery = createGallery(distance, members);
    expect(gallery.size).toBe(count);
    for (let probe = 0; probe < 8; probe += 1) check(gallery, { distance, middles }, vector());
    check(gallery, { distance, middles }, members[count >> 1]?.templates[0] as Embedding);
  });
});

it('stays exact while members come, change and leave', () => {
  const random = seededRandom(7);
  const vector = () => unit(Float32Array.from({ length: 48 }, () => gaussian(random)));
  const middles = new Map<string, Embedding>();
  const gallery = createGallery('cosine', []);
  expect(gallery.nearest(vector())).toBeNull();
  for (let step = 0; step < 3_000; step += 1) {
    const memberId = `m${Math.floor(random() * 1_500)}`;
    if (random() < 0.35) {
      gallery.remove(memberId);
      middles.delete(memberId);
      expect(gallery.scoreOf(memberId, vector())).toBeNull();
    } else {
      const member = { memberId, templates: [vector()] };
      gallery.put(member);
      middles.set(memberId, average(member.templates));
    }
    expect(gallery.size).toBe(middles.size);
    if (step % 200 === 199) check(gallery, { distance: 'cosine', middles }, vector());
  }
  for (const memberId of middles.keys()) gallery.remove(memberId);
  expect(gallery.nearest(vector())).toBeNull();
});

it('one member alone has an infinite margin', () => {
  const gallery = createGallery('cosine', [{ memberId: 'only', templates: [Float32Array.of(1, 0)] }]);
  expect(gallery.nearest(Float32Array.of(0, 1))).toEqual({ memberId: 'only', score: 0, margin: Infinity });
});

it('a face of another length is refused, not compared', () => {
  const gallery = createGallery('cosine', [{ memberId: 'a', templates: [Float32Array.of(1, 0)] }]);
  expect(() => gallery.nearest(Float32Array.of(1, 0, 0))).toThrow(/3 numbers/);
  expect(() => gallery.put({ memberId: 'b', templates: [Float32Array.of(1)] })).toThrow(/1 numbers/);
});

it('the compiled scan is that of scan.wat', async () => {
  expect(SCAN_WASM).toBe(await compileScan());
});
