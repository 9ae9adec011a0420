import { describe, expect, it } from 'vitest';
import { createTracker, createTray, type Detection } from '../../src/vision/index.js';

const IMAGE = { width: 640, height: 480 };
const FRAME_MS = 200;
const TEA = 0;
const CUP = 1;

/** An object of 80 × 120 pixels around a point. */
function at(x: number, y: number, classId = TEA, score = 0.9): Detection {
  return { box: [x - 40, y - 60, x + 40, y + 60], classId, score };
}

type Frame = readonly Detection[];
const repeat = (count: number, ...frame: Detection[]): Frame[] => Array.from({ length: count }, () => frame);
const nothing = (count: number) => repeat(count);

/** What lies there after each frame, as class numbers, e.g. `0,0,1`. */
function play(frames: readonly Frame[], frameMs = FRAME_MS): string[] {
  const tracker = createTracker();
  const tray = createTray();
  return frames.map((frame, index) => {
    const time = index * frameMs;
    const lying = tray.update(tracker.update(frame, IMAGE, time), time);
    return lying
      .map(({ classId }) => classId)
      .sort()
      .join();
  });
}

/** The different contents of the tray, one after the other. */
function story(frames: readonly Frame[], frameMs = FRAME_MS): string[] {
  return play(frames, frameMs).filter((now, index, all) => now !== all[index - 1]);
}

const lifted = (classId = TEA) => [
  [at(340, 200, classId)],
  [at(420, 110, classId)],
  [at(520, 40, classId, 0.5)],
];

describe('what was put down lies there', () => {
  it('after it has lain still for more than half a second, not before', () => {
    const contents = play(repeat(10, at(300, 240)));
    expect(contents.slice(0, 3)).toEqual(['', '', '']);
    expect(contents.indexOf('0')).toBeLessThanOrEqual(6);
  });

  it('all of it, when everything is laid down at once', () => {
    expect(story(repeat(10, at(100, 200), at(200, 200), at(320, 210, CUP)))).toEqual(['', '0,0,1']);
  });

  it('but not what is only carried past', () => {
    const past = Array.from({ length: 8 }, (_, i) => [at(80 + 70 * i, 240)]);
    expect(story([...past, ...nothing(10)])).toEqual(['']);
  });

  it('not what stays below the threshold; but once it counts a weak view keeps it', () => {
    expect(story(repeat(30, at(300, 240, TEA, 0.6)))).toEqual(['']);
    expect(story([...repeat(8, at(300, 240)), ...repeat(60, at(300, 240, TEA, 0.4))])).toEqual(['', '0']);
  });

  it('also at two frames a second and at thirty', () => {
    expect(story(repeat(12, at(300, 240)), 500)).toEqual(['', '0']);
    expect(story(repeat(60, at(300, 240)), 33)).toEqual(['', '0']);
  });
});

describe('what is taken away is gone', () => {
  it('soon when it was seen leaving', () => {
    const contents = play([...repeat(8, at(300, 240)), ...lifted(), ...nothing(20)]);
    expect(contents.at(8 + 3 + 2)).toBe('0');
    expect(contents.at(8 + 3 + 6)).toBe('');
  });

  it('later when it vanished where it lay', () => {
    const contents = play([...repeat(8, at(300, 240)), ...nothing(20)]);
    expect(contents.at(8 + 9)).toBe('0');
    expect(contents.at(8 + 14)).toBe('');
  });

  it('one of two equal ones that touch', () => {
    const both = repeat(8, at(260, 240), at(325, 240));
    expect(story([...both, ...repeat(20, at(260, 240))])).toEqual(['', '0,0', '0']);
  });

  it('although another thing is put exactly where it lay', () => {
    const frames = [...repeat(8, at(300, 240)), ...nothing(3), ...repeat(20, at(302, 244, CUP))];
    expect(story(frames).at(-1)).toBe('1');
  });

  it('although another thing soon lies where it was seen last, half out of the picture', () => {
    const part = (x1: number, y1: number): Detection => ({
      box: [x1, y1, 410, y1 + 120],
      classId: TEA,
      score: 0.9,
    });
    const out = [[part(340, 110)], [part(345, 100)], [part(355, 95)]];
    const next = repeat(30, at(370, 170, CUP));
    expect(story([...repeat(8, at(300, 240)), ...out, ...nothing(3), ...next])).toEqual(['', '0', '', '1']);
  });

  it('and counts again when it is put back', () => {
    const frames = [...repeat(8, at(300, 240)), ...lifted(), ...nothing(20), ...repeat(10, at(310, 240))];
    expect(story(frames)).toEqual(['', '0', '', '0']);
  });
});

describe('what is there still counts', () => {
  it('behind a hand for a second and a half', () => {
    expect(story([...repeat(8, at(300, 240)), ...nothing(8), ...repeat(8, at(300, 240))])).toEqual(['', '0']);
  });

  it('behind a hand that leaves a part of it to be seen first', () => {
    const half: Detection = { box: [262, 240, 338, 299], classId: TEA, score: 0.8 };
    const frames = [...repeat(8, at(300, 240)), [half], ...nothing(8), ...repeat(8, at(300, 240))];
    expect(story(frames)).toEqual(['', '0']);
  });

  it('behind another item for as long as that stands there', () => {
    const large: Detection = { box: [220, 200, 400, 440], classId: CUP, score: 0.9 };
    const frames = [
      ...repeat(8, at(300, 240)),
      ...repeat(8, at(300, 240), large),
      ...repeat(120, large),
      ...repeat(20, at(300, 240)),
    ];
    expect(story(frames)).toEqual(['', '0', '0,1', '0']);
  });

  it('when it is pushed about', () => {
    const push = Array.from({ length: 20 }, (_, i) => [at(150 + 15 * i, 240)]);
    expect(story([...repeat(8, at(150, 240)), ...push, ...repeat(8, at(440, 240))])).toEqual(['', '0']);
  });

  it('when it comes back into sight only after five seconds: that item, not a second one', () => {
    const contents = story([...repeat(8, at(300, 240)), ...nothing(25), ...repeat(8, at(300, 240))]);
    expect(contents).toEqual(['', '0', '', '0']);
  });

  it('as what it is when a few views misread it', () => {
    const frames = [...repeat(8, at(300, 240)), ...repeat(2, at(300, 240, CUP)), ...repeat(8, at(300, 240))];
    expect(story(frames)).toEqual(['', '0']);
  });

  it('at one frame a second, hidden for two of them', () => {
    expect(story([...repeat(10, at(300, 240)), ...nothing(2), ...repeat(5, at(300, 240))], 1000)).toEqual([
      '',
      '0',
    ]);
  });
});

it('keeps its number while it lies there, also when its track was lost, and another thing gets another number', () => {
  const tracker = createTracker();
  const tray = createTray();
  const large: Detection = { box: [220, 200, 400, 440], classId: CUP, score: 0.9 };
  const frames = [...repeat(8, at(300, 240)), ...repeat(30, large), ...repeat(8, at(300, 240), at(500, 100))];
  const numbers = frames.map((frame, index) => {
    const lying = tray.update(tracker.update(frame, IMAGE, index * FRAME_MS), index * FRAME_MS);
    return lying.filter(({ classId }) => classId === TEA).map(({ number }) => number);
  });
  expect(new Set(numbers.flat()).size).toBe(2);
  expect(numbers.at(-1)).toContain(numbers[7]?.[0]);
});

it('takes nothing away for a pause of the frames, and knows the item by its place with a new tracker', () => {
  const tray = createTray();
  let tracker = createTracker();
  const look = (frame: Frame, time: number) => tray.update(tracker.update(frame, IMAGE, time), time);
  for (let index = 0; index < 8; index += 1) look([at(300, 240)], index * FRAME_MS);
  const [before] = look([at(300, 240)], 1_600);
  // A frame clock lets a pause pass as one second.
  expect(look([], 2_600)).toHaveLength(1);
  tracker = createTracker(undefined, 100);
  tray.loseTracks();
  for (let index = 0; index < 4; index += 1) look([at(305, 238)], 2_800 + index * FRAME_MS);
  expect(look([at(305, 238)], 3_600)).toMatchObject([{ number: before?.number, trackId: 100 }]);
});
