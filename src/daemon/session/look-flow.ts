/** The look step: objects that the detector does not surely know are compared with what the shop has learned. */
import {
  average,
  cosine,
  judgeLooks,
  type ModelInfo,
  packageClassOf,
  type TrackedDetection,
} from '../../vision/index.js';
import type { DaemonContext } from '../context.js';
import { isReference } from '../learned/references.js';
import type { LearnedGallery } from '../learned/service.js';
import { describeFault } from '../log.js';
import type { LookedAt } from './look-state.js';
import { broadcast, type IncomingFrame, type Session } from './session.js';

/** Time between two looks, so that a faster camera costs no more and views differ, ms by the frame clock. */
const LOOK_GAP_MS = 150;
/** An object that is like nothing may turn its other side; it is looked at again so often, ms. */
const AGAIN_MS = 1_000;
/** Objects looked at in one frame, so that a full counter does not hold its customers up. */
const LOOKS_A_FRAME = 3;
/** Looks that are kept of an object. */
const KEPT_LOOKS = 8;
/** Of whatever class, something with this score may be a learned product: well under the 0.7 of a sale, well over noise. */
const START_SCORE = 0.4;
/** An object is told to be unknown after so long in view and so many views, ms … */
const UNKNOWN_AFTER_MS = 1_200;
const UNKNOWN_VIEWS = 4;
/** … when it is in the foreground: its longer side at least this share of the picture's shorter one. */
const FOREGROUND_SHARE = 0.2;
/** What was told of is the same object when it comes back within this time, ms. */
const SAME_UNKNOWN_MS = 30_000;
/** A track not seen for so long is forgotten, ms: the tracker has by then. */
const FORGET_MS = 10_000;

/** Says how the tracker is to take the next frame. */
export function prepareLooks(
  { classes }: Pick<DaemonContext, 'classes'>,
  { sight }: Session,
  model: ModelInfo,
  gallery: LearnedGallery | null,
): void {
  const packageClass = packageClassOf(model.classes);
  sight.naming.packageClass = classes.idOf(model, packageClass);
  sight.naming.isOn = gallery !== null || model.classes.has(packageClass);
  sight.naming.startScore = gallery === null ? 1 : START_SCORE;
}

/** File of a model that must find what the product model does not, or null where that is not needed. */
export function localiserFor(
  { pool, learned }: Pick<DaemonContext, 'pool' | 'learned'>,
  gallery: LearnedGallery | null,
): string | null {
  const { classes, file } = pool.model;
  const { localiser } = learned.options;
  return gallery === null || classes.has(packageClassOf(classes)) || file === localiser ? null : localiser;
}

/** Looks at what is not known yet. What comes of it the tracker is told with the next frame. */
export async function lookAtObjects(
  context: DaemonContext,
  session: Session,
  frame: IncomingFrame,
  gallery: LearnedGallery | null,
  detections: readonly TrackedDetection[],
): Promise<void> {
  const { sight, view } = session;
  if (!sight.naming.isOn) return;
  const open = detections.filter(({ trackId, confirmed }) => trackId !== null && !confirmed);
  for (const detection of open) noteSeen(session, detection);
  for (const [id, { seenAt }] of sight.tracks) if (view.time - seenAt > FORGET_MS) sight.tracks.delete(id);
  if (gallery) await look(context, session, frame, gallery, open);
  for (const detection of open) tellUnknown(context, session, gallery, detection);
}

function noteSeen({ sight, view }: Session, { trackId, kind }: TrackedDetection): void {
  const known = sight.tracks.get(trackId as number);
  const track: LookedAt = known ?? {
    looks: [],
    since: view.time,
    seenAt: view.time,
    name: undefined,
    settledFor: -1,
    isUnknown: false,
    packageViews: 0,
  };
  track.seenAt = view.time;
  if (kind === sight.naming.packageClass) track.packageViews += 1;
  // It was taken for a class that most of its views do not say any more.
  if (track.name === null && track.settledFor !== kind) track.name = undefined;
  if (!known) sight.tracks.set(trackId as number, track);
}

async function look(
  context: DaemonContext,
  session: Session,
  { jpeg }: IncomingFrame,
  gallery: LearnedGallery,
  open: readonly TrackedDetection[],
): Promise<void> {
  const { sight, view } = session;
  if (view.time < sight.nextAt) return;
  const targets = open
    .map((detection) => ({ detection, track: sight.tracks.get(detection.trackId as number) as LookedAt }))
    .filter(({ track }) => isDue(track, view.time))
    .sort((a, b) => a.track.looks.length - b.track.looks.length)
    .slice(0, LOOKS_A_FRAME);
  if (targets.length === 0) return;
  sight.nextAt = view.time + LOOK_GAP_MS;
  // An edge that sends facts instead of pictures leaves nothing to look at.
  const vectors = jpeg ? await vectorsOf(context, session, jpeg, targets) : null;
  targets.forEach(({ detection, track }, index) => {
    const vector = vectors?.[index];
    if (vector) track.looks.push({ vector, time: view.time });
    if (track.looks.length > KEPT_LOOKS) track.looks.shift();
    settle(context, session, gallery, track, detection);
  });
}

/** A class that the looks cannot be asked about stands. */
async function vectorsOf(
  { pool, learned, log, metrics }: DaemonContext,
  { id }: Session,
  jpeg: Uint8Array,
  targets: readonly { readonly detection: TrackedDetection }[],
): Promise<readonly Float32Array[] | null> {
  const started = performance.now();
  try {
    const boxes = targets.map(({ detection }) => detection.box);
    const vectors = await pool.lookAtPackages(jpeg, boxes, learned.options);
    metrics.looks.observe((performance.now() - started) / 1000);
    return vectors;
  } catch (error) {
    log.error({ session: id, ...describeFault(error) }, 'look step failed');
    return null;
  }
}

function isDue({ name, looks, isUnknown, seenAt }: LookedAt, now: number): boolean {
  if (name !== undefined) return false;
  if (!isUnknown && looks.length < KEPT_LOOKS) return true;
  return seenAt === now && now - (looks.at(-1)?.time ?? 0) >= AGAIN_MS;
}

function settle(
  { learned }: DaemonContext,
  { sight }: Session,
  gallery: LearnedGallery,
  track: LookedAt,
  { kind }: TrackedDetection,
): void {
  const isKnown = kind !== sight.naming.packageClass;
  const judged = track.looks.length > 0 ? judgeLooks(track.looks, gallery, gallery.frames, isKnown) : null;
  if (judged?.kind === 'named' && !isReference(judged.match.key)) {
    track.name = learned.names.nameOf(judged.match.key);
    return;
  }
  if (!isKnown || judged?.kind === 'open') return;
  track.name = null;
  track.settledFor = kind as number;
}

/** Says once that something that lies there steadily is none of the shop's products. */
function tellUnknown(
  context: DaemonContext,
  session: Session,
  gallery: LearnedGallery | null,
  { trackId, kind, box }: TrackedDetection,
): void {
  const { sight, view, settledUpTo } = session;
  const track = sight.tracks.get(trackId as number) as LookedAt;
  const { looks, since, packageViews, isUnknown, name } = track;
  const isOpen = name === undefined && kind === sight.naming.packageClass && !isUnknown;
  if (!isOpen || view.time - since < UNKNOWN_AFTER_MS || packageViews < UNKNOWN_VIEWS) return;
  if (gallery && (looks.length < UNKNOWN_VIEWS || isLikeSomething(looks, gallery))) return;
  if ((trackId as number) <= settledUpTo || !isInFront(session, box)) return;
  track.isUnknown = true;
  const vector = looks.length > 0 ? average(looks.map((one) => one.vector)) : null;
  if (wasTold(session, gallery, vector)) return;
  sight.told = [...sight.told, { vector, at: view.time }];
  context.metrics.unknown.inc();
  const [x1, y1, x2, y2] = box.map(Math.round) as [number, number, number, number];
  broadcast(session, { type: 'product_unknown', track_id: trackId as number, bbox: [x1, y1, x2, y2] });
}

/** A trained product that the detector does not see well just now is not unknown. */
function isLikeSomething(looks: LookedAt['looks'], gallery: LearnedGallery): boolean {
  const match = gallery.nearest(average(looks.map(({ vector }) => vector)));
  return match !== null && isReference(match.key) && match.score >= gallery.rule.match;
}

function isInFront({ sight: { size } }: Session, [x1, y1, x2, y2]: TrackedDetection['box']): boolean {
  return Math.max(x2 - x1, y2 - y1) >= FOREGROUND_SHARE * Math.min(size.width, size.height);
}

function wasTold(
  { sight, view }: Session,
  gallery: LearnedGallery | null,
  vector: Float32Array | null,
): boolean {
  sight.told = sight.told.filter(({ at }) => view.time - at <= SAME_UNKNOWN_MS);
  const same = sight.told.find(
    (told) => gallery && vector && told.vector && cosine(told.vector, vector) >= gallery.rule.match,
  );
  if (same) same.at = view.time;
  return same !== undefined;
}
