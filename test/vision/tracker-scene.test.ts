/** What pictures tell the tracker beside detections: whether what vanished is hidden or was taken away. */
import { describe, expect, it } from 'vitest';
import { createTracker, type Detection, type Naming } from '../../src/vision/index.js';
import { letterboxOf } from '../../src/vision/letterbox.js';
import { sceneOf } from '../../src/vision/scene.js';

const IMAGE = { width: 640, height: 480 };
const LETTERBOX = letterboxOf(IMAGE, { width: 320, height: 240 });
const FRAME_MS = 200;
const TEA = 0;
const PACKAGE = 10;

/** A shop that has learned nothing, whose detector also finds packages that are none of its products. */
const NAMING: Naming = {
  isOn: true,
  packageClass: PACKAGE,
  startScore: 1,
  nameOf: (_, classId) => (classId === PACKAGE ? undefined : null),
};

interface Thing {
  /** x1, y1, x2, y2 in the picture. */
  readonly box: readonly [number, number, number, number];
  readonly grey: number;
}
interface Shown {
  readonly things?: readonly Thing[];
  readonly detections?: readonly Detection[];
  /** Added to every pixel: a camera that adapts to the light. */
  readonly brighter?: number;
}

const BOTTLE: Thing = { box: [260, 160, 340, 320], grey: 60 };
const ARM: Thing = { box: [230, 140, 640, 360], grey: 190 };
const tea: Detection = { box: BOTTLE.box, classId: TEA, score: 0.95 };
const held: Shown = { things: [BOTTLE], detections: [tea] };
const hidden: Shown = { things: [BOTTLE, ARM] };
const empty: Shown = {};
const repeat = (count: number, shown: Shown) => Array.from({ length: count }, () => shown);

/** A wall that is brighter to the right, with a camera's noise. */
function paint({ things = [], brighter = 0 }: Shown, frame: number): Uint8Array {
  const { width, height } = LETTERBOX.inner;
  const rgb = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [sx, sy] = [2 * x, 2 * y];
      const top = things.findLast(({ box: [x1, y1, x2, y2] }) => sx >= x1 && sx < x2 && sy >= y1 && sy < y2);
      const noise = ((x * 7919 + y * 104_729 + frame * 1_299_709) % 17) - 8;
      rgb.fill((top?.grey ?? 100 + x / 8) + brighter + noise, 3 * (y * width + x), 3 * (y * width + x) + 3);
    }
  return rgb;
}

function countItems(frames: readonly Shown[], naming?: Naming): number {
  const tracker = createTracker(undefined, 1, naming);
  return frames.reduce((count, shown, index) => {
    const scene = sceneOf({ rgb: paint(shown, index), letterbox: LETTERBOX });
    return count + tracker.update(shown.detections ?? [], IMAGE, index * FRAME_MS, scene).items.length;
  }, 0);
}

describe('an equal item in the same place after a second and a half counts', () => {
  it('where the picture was empty meanwhile', () => {
    expect(
      countItems([...repeat(6, empty), ...repeat(6, held), ...repeat(7, empty), ...repeat(6, held)]),
    ).toBe(2);
  });

  it('where the camera has adapted to the light meanwhile', () => {
    const later = repeat(7, { brighter: 15 });
    expect(countItems([...repeat(6, empty), ...repeat(6, held), ...later, ...repeat(6, held)])).toBe(2);
  });

  it('where a picture on the wall is taken for a package all the time', () => {
    const wall: Detection = { box: [20, 20, 120, 140], classId: PACKAGE, score: 0.85 };
    const before = { detections: [wall] };
    const shown = { things: [BOTTLE], detections: [wall, tea] };
    const frames = [...repeat(6, before), ...repeat(6, shown), ...repeat(7, before), ...repeat(6, shown)];
    expect(countItems(frames, NAMING)).toBe(2);
  });
});

describe('it is the same item', () => {
  it('when an arm was before it', () => {
    expect(
      countItems([...repeat(6, empty), ...repeat(6, held), ...repeat(7, hidden), ...repeat(6, held)]),
    ).toBe(1);
  });

  it('when it stood there all the time and was not recognised', () => {
    const unseen = repeat(7, { things: [BOTTLE] });
    expect(countItems([...repeat(6, empty), ...repeat(6, held), ...unseen, ...repeat(6, held)])).toBe(1);
  });

  it('however small it is', () => {
    const gum: Thing = { box: [300, 200, 330, 224], grey: 60 };
    const shown = { things: [gum], detections: [{ box: gum.box, classId: TEA, score: 0.9 }] };
    const unseen = repeat(7, { things: [gum] });
    expect(countItems([...repeat(6, empty), ...repeat(6, shown), ...unseen, ...repeat(6, shown)])).toBe(1);
  });

  it('when nobody knows how the empty picture looks', () => {
    expect(countItems([...repeat(6, held), ...repeat(7, empty), ...repeat(6, held)])).toBe(1);
  });

  it('when it was out of the picture for a moment only', () => {
    expect(
      countItems([...repeat(6, empty), ...repeat(6, held), ...repeat(3, empty), ...repeat(6, held)]),
    ).toBe(1);
  });
});

describe('beside other packages', () => {
  it('a product counts that is held before a picture of a package', () => {
    const wall: Detection = { box: [230, 130, 380, 330], classId: PACKAGE, score: 0.85 };
    const frames = [
      ...repeat(20, { detections: [wall] }),
      ...repeat(8, { things: [BOTTLE], detections: [tea] }),
    ];
    expect(countItems(frames, NAMING)).toBe(1);
  });

  it('the corner of a product that is taken for another one does not count', () => {
    const corner: Detection = { box: [262, 280, 338, 318], classId: 1, score: 0.75 };
    expect(countItems(repeat(8, { things: [BOTTLE], detections: [tea, corner] }))).toBe(1);
  });
});
