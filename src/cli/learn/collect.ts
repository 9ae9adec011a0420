/** Teaching pictures from files, a clip or a camera. */
import type { FrameSource } from '../../edge/index.js';
import { type Box, isTooAlike, type Study } from '../../vision/index.js';
import { print } from '../fail.js';
import { readPhoto } from '../photo.js';
import { openClip, openView, VIEW_GAP_MS, watch } from '../views.js';
import type { Teacher } from './tools.js';
import { describeFault, describeStudy } from './words.js';

/** Views taken from a clip or a camera. */
const WANTED_VIEWS = 16;

/** Looks at picture files and says what came of each. */
export async function studyFiles(
  teacher: Teacher,
  files: readonly string[],
  box: Box | null,
): Promise<readonly Study[]> {
  const taken: Study[] = [];
  for (const file of files) {
    try {
      const study = await teacher.study(await readPhoto(file), box);
      const complaint = complaintOf(study, taken);
      print(`${complaint === null ? '✓' : '✗'} ${file}: ${complaint ?? describeStudy(study)}`);
      if (complaint === null) taken.push(study);
    } catch (error) {
      print(`✗ ${file}: ${(error as Error).message}`);
    }
  }
  return taken;
}

export async function studyClip(teacher: Teacher, file: string): Promise<readonly Study[]> {
  return studyFrames(teacher, await openClip(file));
}

export function studyCamera(teacher: Teacher, device: string): Promise<readonly Study[]> {
  process.stderr.write('Hold the product into the camera and turn it slowly, for up to 20 seconds.\n');
  return studyFrames(teacher, openView(device));
}

async function studyFrames(teacher: Teacher, source: FrameSource): Promise<readonly Study[]> {
  const taken: Study[] = [];
  const complaints = new Map<string, number>();
  let lastAt = Number.NEGATIVE_INFINITY;
  for await (const { jpeg, time } of watch(source)) {
    if (taken.length >= WANTED_VIEWS) break;
    if (time - lastAt < VIEW_GAP_MS) continue;
    const study = await teacher.study(jpeg, null);
    lastAt = time;
    // Nobody chose this picture: where nothing is found, nothing is shown yet.
    const complaint = study.how === 'middle' ? 'no product found' : complaintOf(study, taken);
    if (complaint !== null) {
      complaints.set(complaint, (complaints.get(complaint) ?? 0) + 1);
      continue;
    }
    taken.push(study);
    print(`✓ at ${(time / 1000).toFixed(1)} s: ${describeStudy(study)}`);
  }
  for (const [complaint, count] of complaints) print(`  ${count} left out: ${complaint}`);
  return taken;
}

function complaintOf(study: Study, taken: readonly Study[]): string | null {
  if (study.fault !== null) return describeFault(study.fault);
  const isShown = isTooAlike(
    study.vector,
    taken.map(({ vector }) => vector),
  );
  return isShown ? 'shows the same as a picture before it; show another side' : null;
}
