/** Templates of one person from photos, a clip or a camera. */
import type { FrameSource } from '../../edge/index.js';
import { average, type Embedding, type FaceView, likenessOf } from '../../vision/index.js';
import { CliError } from '../fail.js';
import { readPhoto } from '../photo.js';
import { openClip, openView, VIEW_GAP_MS, watch } from '../views.js';
import { complaintOf, type FaceTools } from './tools.js';

export interface Collected {
  readonly templates: readonly Embedding[];
  /** The JPEG of the first good picture. */
  readonly photo: Uint8Array;
}

/** Views taken from a clip or a camera, and how many must be good. */
const WANTED_VIEWS = 5;
const MIN_VIEWS = 3;

/** @throws CliError that names each photo which cannot be used, and why */
export async function collectFromPhotos(tools: FaceTools, files: readonly string[]): Promise<Collected> {
  const views: { readonly view: FaceView; readonly photo: Uint8Array }[] = [];
  const complaints: string[] = [];
  for (const file of files) {
    try {
      const photo = await readPhoto(file);
      const analysis = await tools.analyser.analyse(photo);
      const complaint = complaintOf(analysis, tools.minFace);
      if (complaint !== null) complaints.push(`${file}: ${complaint}`);
      else if (analysis.face) views.push({ view: analysis.face, photo });
    } catch (error) {
      complaints.push(`${file}: ${(error as Error).message}`);
    }
  }
  if (complaints.length > 0) throw new CliError(complaints.join('\n'));
  return finish(
    tools,
    views.map(({ view }) => view),
    views[0]?.photo,
  );
}

/** @throws CliError when there were too few good views */
export function collectFromClip(tools: FaceTools, file: string): Promise<Collected> {
  return openClip(file).then((source) => collectFromFrames(tools, source));
}

export function collectFromCamera(tools: FaceTools, device: string): Promise<Collected> {
  process.stderr.write('Look into the camera, and turn your head a little to each side.\n');
  return collectFromFrames(tools, openView(device));
}

async function collectFromFrames(tools: FaceTools, source: FrameSource): Promise<Collected> {
  const views: FaceView[] = [];
  let photo: Uint8Array | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;
  let complaint = 'no face found';
  for await (const { jpeg, time } of watch(source)) {
    if (views.length >= WANTED_VIEWS) break;
    if (time - lastAt < VIEW_GAP_MS) continue;
    const analysis = await tools.analyser.analyse(jpeg);
    const found = complaintOf(analysis, tools.minFace);
    if (found !== null || !analysis.face) {
      complaint = found ?? complaint;
      continue;
    }
    lastAt = time;
    photo ??= jpeg;
    views.push(analysis.face);
  }
  if (views.length < MIN_VIEWS)
    throw new CliError(
      `${source.description}: ${views.length} good view(s) of ${MIN_VIEWS} needed; ${complaint}`,
    );
  return finish(tools, views, photo);
}

function finish({ profile, limits }: FaceTools, views: readonly FaceView[], photo?: Uint8Array): Collected {
  if (views.length === 0 || photo === undefined) throw new CliError('no picture of a face was given', 2);
  const templates = views.map(({ embedding }) => embedding);
  // Each against the middle of the others: its own part in the middle would hide that it is somebody else.
  const strange = templates.some((template, index) => {
    const others = templates.filter((_, other) => other !== index);
    return others.length > 0 && likenessOf(profile.distance, average(others), template) < limits.ask;
  });
  if (strange) throw new CliError('these pictures do not all show the same person');
  return { templates, photo };
}
