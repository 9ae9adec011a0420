/** What teaching says. */
import type { LessonReport, Study, StudyFault } from '../../vision/index.js';

const FAULTS: Readonly<Record<StudyFault, string>> = {
  several: 'several products of the same size; show one, or give --box',
  too_small: 'the product is too small; take it from nearer',
  too_dark: 'too dark; turn on a light',
  blurred: 'too blurry; hold still or clean the lens',
};

export function describeFault(fault: StudyFault): string {
  return FAULTS[fault];
}

export function describeStudy({ how, box, score }: Study): string {
  const [x1, y1, x2, y2] = box.map(Math.round) as [number, number, number, number];
  const where = `${x2 - x1}×${y2 - y1} at ${x1},${y1}`;
  if (how === 'given') return `the box given, ${where}`;
  if (how === 'found') return `found ${where}, score ${score.toFixed(2)}`;
  return `NOTHING FOUND, so the middle is taken, ${where}; better give --box x,y,width,height`;
}

/** How well the product is told from all others. */
export function describeReport(
  { leftOut, nearest }: LessonReport,
  nameOf: (key: string) => string,
): readonly string[] {
  const likenesses = leftOut.map(({ likeness }) => likeness);
  const recognised = leftOut.filter(({ isRecognised }) => isRecognised).length;
  const mean = likenesses.reduce((sum, value) => sum + value, 0) / likenesses.length;
  return [
    `each picture left out in turn: ${recognised} of ${leftOut.length} recognised, likeness ${mean.toFixed(2)} (least ${Math.min(...likenesses).toFixed(2)})`,
    nearest === null
      ? 'nothing else is known by its looks yet'
      : `nearest other product: ${nameOf(nearest.key)}, likeness ${nearest.likeness.toFixed(2)}`,
  ];
}
