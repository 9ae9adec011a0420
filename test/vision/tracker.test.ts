import { describe, expect, it } from 'vitest';
import { createTracker, type Detection, type Item, TRACKER_DEFAULTS } from '../../src/vision/index.js';

const IMAGE = { width: 640, height: 480 };
const FRAME_MS = 200;
const TEA = 0;
const CUP = 1;

/** An object of 80 × 160 pixels around a point. */
function at(x: number, y: number, classId = TEA, score = 0.9): Detection {
  return { box: [x - 40, y - 80, x + 40, y + 80], classId, score };
}

/** Plays frames at 5 a second; a frame is the list of its detections. */
function play(frames: readonly (readonly Detection[])[], frameMs = FRAME_MS) {
  const tracker = createTracker();
  const items: Item[] = [];
  for (const [index, frame] of frames.entries()) {
    items.push(...tracker.update(frame, IMAGE, index * frameMs).items);
  }
  return items;
}

const repeat = (count: number, ...frame: Detection[]) => Array.from({ length: count }, () => frame);
const nothing = (count: number) => repeat(count);

/** Comes in from the left edge to x = 300 in about half a second. */
const enter = (classId = TEA) =>
  [at(-10, 240, classId, 0.5), at(110, 240, classId), at(220, 240, classId)].map((d) => [clipped(d)]);
/** Goes out to the right from x = 300. */
const leave = (classId = TEA) =>
  [at(420, 240, classId), at(540, 240, classId), at(640, 240, classId, 0.4)].map((d) => [clipped(d)]);

function clipped({ box: [x1, y1, x2, y2], ...rest }: Detection): Detection {
  return { ...rest, box: [Math.max(0, x1), y1, Math.min(IMAGE.width, x2), y2] };
}

describe('one physical item counts once', () => {
  it('while it is held in view for a minute, trembling', () => {
    const frames = Array.from({ length: 300 }, (_, i) => [
      at(300 + 8 * Math.sin(i), 240 + 6 * Math.cos(i * 1.7)),
    ]);
    expect(play(frames)).toHaveLength(1);
  });

  it('at 30 frames a second too, and not before it was there for 0.3 s', () => {
    expect(play(repeat(8, at(300, 240)), 33)).toHaveLength(0);
    expect(play(repeat(300, at(300, 240)), 33)).toHaveLength(1);
  });

  it.each([500, 667, 1000])('when frames come only every %i ms', (frameMs) => {
    expect(play(repeat(20, at(300, 240)), frameMs)).toHaveLength(1);
  });

  it.each([200, 400, 667, 1000])('when it is misread for three views at %i ms a frame', (frameMs) => {
    const frames = [
      ...repeat(10, at(300, 240)),
      ...repeat(3, at(300, 240, CUP)),
      ...repeat(10, at(300, 240)),
    ];
    expect(play(frames, frameMs)).toMatchObject([{ classId: TEA }]);
  });

  it('when a hand hides it for a second and a half', () => {
    expect(play([...repeat(10, at(300, 240)), ...nothing(7), ...repeat(10, at(310, 250))])).toHaveLength(1);
  });

  it('when it comes out of hiding a good way off', () => {
    expect(play([...repeat(10, at(300, 240)), ...nothing(5), ...repeat(10, at(480, 260))])).toHaveLength(1);
  });

  it('when the detector is unsure of it for a while', () => {
    expect(
      play([...repeat(5, at(300, 240)), ...repeat(20, at(302, 240, TEA, 0.35)), ...repeat(5, at(305, 242))]),
    ).toHaveLength(1);
  });

  it('when it is waved across the picture faster than its own width a frame', () => {
    const xs = [100, 210, 330, 440, 540, 430, 320, 210, 100, 220, 330];
    expect(play(xs.map((x) => [at(x, 240)]))).toHaveLength(1);
  });

  it('when two classes claim it at once', () => {
    expect(play(repeat(10, at(300, 240, TEA, 0.85), at(303, 241, CUP, 0.75)))).toMatchObject([
      { classId: TEA },
    ]);
  });

  it('when its upper half is detected as well, and it then moves off', () => {
    const half: Detection = { box: [255, 130, 335, 255], classId: TEA, score: 0.8 };
    const frames = [...repeat(4, at(300, 240)), ...repeat(6, at(300, 240), half), ...leave()];
    expect(play(frames)).toHaveLength(1);
  });

  it('when it is held at the lower edge, trembling, and hidden for a moment', () => {
    const frames = [...repeat(8, at(300, 390)), [at(300, 398)], ...nothing(6), ...repeat(8, at(300, 390))];
    expect(play(frames)).toHaveLength(1);
  });

  it('when the arm that hides it is weakly taken for another class and moves off', () => {
    const arm = [300, 390, 480, 560].map((x) => [at(x, 300, CUP, 0.4)]);
    const frames = [...repeat(8, at(300, 300)), ...arm, ...nothing(3), ...repeat(8, at(300, 300))];
    expect(play(frames)).toHaveLength(1);
  });

  it('under the class that most of its views say', () => {
    const frames = [CUP, TEA, TEA, TEA, CUP, TEA, TEA].map((classId) => [at(300, 240, classId)]);
    expect(play(frames)).toMatchObject([{ classId: TEA }]);
  });
});

describe('different physical items count each', () => {
  it('two equal ones side by side', () => {
    expect(play(repeat(10, at(250, 240), at(340, 240)))).toHaveLength(2);
  });

  it('two equal ones, the second put down beside the first', () => {
    const second = [[at(600, 240, TEA, 0.5)], [at(500, 240)], [at(400, 240)]].map(([d]) => [
      at(250, 240),
      d as Detection,
    ]);
    expect(
      play([...repeat(8, at(250, 240)), ...second, ...repeat(8, at(250, 240), at(340, 240))]),
    ).toHaveLength(2);
  });

  it('the second held before the first for a moment', () => {
    const frames = [
      ...repeat(8, at(250, 240)),
      ...repeat(6, at(280, 250)),
      ...repeat(8, at(250, 240), at(420, 250)),
    ];
    expect(play(frames)).toHaveLength(2);
  });

  it('one shown again after it had left over the edge', () => {
    const visit = [...enter(), ...repeat(6, at(300, 240)), ...leave()];
    expect(play([...visit, ...nothing(8), ...visit])).toHaveLength(2);
  });

  it('one shown again after four seconds without it', () => {
    expect(play([...repeat(6, at(300, 240)), ...nothing(20), ...repeat(6, at(300, 240))])).toHaveLength(2);
  });

  it.each([2, 4, 8, 11])('another product in the same place after %i frames without any', (gap) => {
    const frames = [...repeat(8, at(300, 240, TEA)), ...nothing(gap), ...repeat(8, at(300, 240, CUP))];
    expect(play(frames).map(({ classId }) => classId)).toEqual([TEA, CUP]);
  });

  it('two equal ones, one out over the right edge as the next comes in from the left', () => {
    expect(
      play([...repeat(6, at(300, 240)), ...leave(), ...enter(), ...repeat(6, at(300, 240))]),
    ).toHaveLength(2);
  });

  it('two equal ones, the first snatched out of the picture too fast for its boxes to meet', () => {
    const snatched = [[at(170, 250)]];
    const second = [[clipped(at(20, 250))], [at(250, 240)]];
    const frames = [
      ...repeat(8, at(300, 240)),
      ...snatched,
      ...nothing(6),
      ...second,
      ...repeat(8, at(300, 240)),
    ];
    expect(play(frames)).toHaveLength(2);
  });

  it('two equal ones, the first gone between two frames, the second carried in over the edge', () => {
    const second = [20, 90, 160, 230].map((x) => [clipped(at(x, 250))]);
    expect(
      play([...repeat(8, at(300, 240)), ...nothing(6), ...second, ...repeat(8, at(300, 240))]),
    ).toHaveLength(2);
  });

  it('another product that follows at once in the same place', () => {
    const frames = [
      ...repeat(8, at(300, 240, TEA)),
      ...leave(TEA),
      ...enter(CUP),
      ...repeat(8, at(300, 240, CUP)),
    ];
    expect(play(frames).map(({ classId }) => classId)).toEqual([TEA, CUP]);
  });
});

describe('nothing counts', () => {
  it('that flickers up for a frame or two', () => {
    expect(play([...repeat(2, at(300, 240)), ...nothing(10), ...repeat(2, at(300, 240))])).toHaveLength(0);
  });

  it('that stays below the threshold', () => {
    expect(play(repeat(50, at(300, 240, TEA, TRACKER_DEFAULTS.confidence - 0.05)))).toHaveLength(0);
  });

  it('whose class the views do not agree on', () => {
    const frames = Array.from({ length: 10 }, (_, i) => [at(300, 240, i % 2 === 0 ? TEA : CUP)]);
    expect(play(frames)).toHaveLength(0);
  });
});

describe('tracks', () => {
  it('keep their numbers when two items cross', () => {
    const tracker = createTracker();
    const steps = Array.from({ length: 12 }, (_, i) => [
      at(100 + 40 * i, 200, TEA),
      at(540 - 40 * i, 280, CUP),
    ]);
    const ids = steps.map((frame, i) => {
      const { detections } = tracker.update(frame, IMAGE, i * FRAME_MS);
      return [TEA, CUP].map((classId) => detections.find((d) => d.classId === classId)?.trackId).join();
    });
    expect(new Set(ids).size).toBe(1);
  });

  it('are unharmed by a clock that runs backwards', () => {
    const tracker = createTracker();
    const times = [0, 200, 400, 100, 600, 500, 800, 1000];
    const items = times.flatMap((time) => tracker.update([at(300, 240)], IMAGE, time).items);
    expect(items).toHaveLength(1);
  });
});
