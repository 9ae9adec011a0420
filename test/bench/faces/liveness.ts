/** What passes for a living person: cards with photos and replayed clips, against people who really stood there. */
import { activeTable } from './active.js';
import { attackMaterial } from './attacks.js';
import { openAnalyser, readRealClips, readRenderedClips } from './material.js';
import { passiveTables } from './passive.js';
import type { SectionResult } from './report.js';

export async function liveness(): Promise<SectionResult> {
  const analyser = await openAnalyser();
  try {
    const clips = await readRealClips();
    const turns = readRenderedClips('turn-');
    const material = await attackMaterial(analyser, clips, turns);
    if (material.photos.length === 0) return { skipped: 'there is no picture of a person at all' };
    return [
      ...(await passiveTables(analyser, material, clips)),
      await activeTable(analyser, material, turns),
    ];
  } finally {
    await analyser.close();
  }
}
