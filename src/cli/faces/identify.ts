import { Command } from 'commander';
import type { Gallery, Limits, Match } from '../../vision/index.js';
import { print } from '../fail.js';
import { readPhoto } from '../photo.js';
import { settings } from '../settings.js';
import { withStore } from '../store.js';
import { openVault } from '../vault.js';
import { addMatchSettings, type MatchFlags } from './flags.js';
import { complaintOf, type FaceTools, galleryOf, openFaceTools } from './tools.js';

interface IdentifyFlags extends MatchFlags {
  readonly json?: boolean;
}

export function identifyCommand(): Command {
  const command = new Command('identify')
    .argument('<image...>', 'JPEG, PNG or WebP files')
    .option('--json', 'one JSON object a picture')
    .addOption(settings.data())
    .addOption(settings.store());
  return addMatchSettings(command)
    .addHelpText(
      'after',
      `
"strong" would sign in (after liveness and a vote over several frames), "weak" would ask, "unknown" is no member.

Example:
  $ yolo1125 identify visitor.jpg`,
    )
    .action(identify);
}

async function identify(images: readonly string[], flags: IdentifyFlags): Promise<void> {
  let failures = 0;
  await withStore(flags, async (store) => {
    const tools = await openFaceTools(flags);
    const gallery = await galleryOf(store, await openVault(store, flags), tools);
    const names = new Map((await store.listMembers()).map(({ id, name }) => [id, name]));
    for (const image of images) {
      try {
        const found = await identifyOne(tools, gallery, image);
        report(image, found, names, flags.json ?? false);
      } catch (error) {
        failures += 1;
        process.stderr.write(`yolo1125: ${image}: ${(error as Error).message}\n`);
      }
    }
    await tools.analyser.close();
  });
  if (failures > 0) process.exitCode = 1;
}

interface Identified {
  readonly verdict: 'strong' | 'weak' | 'unknown' | 'unusable';
  readonly nearest: Match | null;
  readonly complaint: string | null;
}

async function identifyOne(tools: FaceTools, gallery: Gallery, image: string): Promise<Identified> {
  const analysis = await tools.analyser.analyse(await readPhoto(image));
  const complaint = complaintOf(analysis, tools.minFace);
  if (!analysis.face) return { verdict: 'unusable', nearest: null, complaint };
  const nearest = gallery.nearest(analysis.face.embedding);
  return { verdict: complaint === null ? verdictOf(nearest, tools.limits) : 'unusable', nearest, complaint };
}

function verdictOf(match: Match | null, { accept, ask, margin }: Limits): Identified['verdict'] {
  if (!match || match.score < ask || match.margin < margin) return 'unknown';
  return match.score >= accept ? 'strong' : 'weak';
}

function report(
  image: string,
  { verdict, nearest, complaint }: Identified,
  names: ReadonlyMap<string, string>,
  json: boolean,
): void {
  const round = (value: number) => (Number.isFinite(value) ? Math.round(value * 1000) / 1000 : null);
  const name = nearest ? (names.get(nearest.memberId) ?? null) : null;
  if (json) {
    const match = nearest && {
      member_id: nearest.memberId,
      name,
      score: round(nearest.score),
      margin: round(nearest.margin),
    };
    print(JSON.stringify({ image, verdict, nearest: match, complaint }));
    return;
  }
  const likeness = nearest ? `nearest ${name ?? nearest.memberId}, likeness ${nearest.score.toFixed(3)}` : '';
  print([`${image}  ${verdict}`, complaint, likeness].filter(Boolean).join('  '));
}
