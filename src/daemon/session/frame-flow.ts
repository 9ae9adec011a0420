/** A frame's way through the daemon: inbox → worker → tracker → shop → every socket that watches. */
import {
  AppError,
  type DetectionView,
  type DropReason,
  looksLikeJpeg,
  toErrorBody,
} from '../../protocol/index.js';
import type { Product } from '../../shop/index.js';
import {
  type TimedAnalysis,
  type TrackedDetection,
  type TrackerUpdate,
  unpackProducts,
} from '../../vision/index.js';
import type { DaemonContext } from '../context.js';
import type { LearnedGallery } from '../learned/service.js';
import { describeFault } from '../log.js';
import { noteAnalysed, showPicture, takeCamera } from './camera.js';
import { addWaitingItems, announceItem, hasWaitingItems, productOf } from './cart-items.js';
import { offerFace } from './face-flow.js';
import { localiserFor, lookAtObjects, prepareLooks } from './look-flow.js';
import { broadcast, type FrameHandlers, type IncomingFrame, type Session } from './session.js';
import { followFrame } from './tray-flow.js';
import { lookAtTray } from './tray-state.js';

/** The handlers of every session's inbox. */
export function frameHandlers(context: DaemonContext): FrameHandlers {
  return {
    work: (session, frame) => work(context, session, frame),
    onDrop: (frame, reason) => drop(context, frame, reason),
  };
}

/**
 * Takes one frame from a socket; it is answered by `frame_received` or `frame_dropped`.
 * @throws AppError `corrupt_image` for what does not even start like a JPEG
 */
export function offerFrame(context: DaemonContext, session: Session, frame: IncomingFrame): void {
  if (frame.jpeg && !looksLikeJpeg(frame.jpeg)) throw new AppError('corrupt_image');
  if (takeCamera(session, frame.sender, frame.arrivedAt)) session.inbox.offer(frame);
  else drop(context, frame, 'another_camera');
}

function drop(context: DaemonContext, frame: IncomingFrame, reason: DropReason): void {
  context.metrics.frames.inc({ outcome: reason });
  frame.sender.send({ type: 'frame_dropped', reason, ...stampOf(frame) });
}

function stampOf({ timestamp, seq }: IncomingFrame) {
  return { timestamp, ...(seq === undefined ? {} : { seq }) };
}

async function work(context: DaemonContext, session: Session, frame: IncomingFrame): Promise<void> {
  const { metrics, log } = context;
  frame.sender.send({ type: 'frame_received', ...stampOf(frame) });
  try {
    showPicture(session, frame);
    const gallery = await context.learned.current();
    const analysis = await analyse(context, frame, gallery);
    metrics.analysis.observe(analysis.ms / 1000);
    noteAnalysed(session);
    prepareLooks(context, session, analysis.model, gallery);
    const seen = await follow(context, session, frame, analysis);
    await lookAtObjects(context, session, frame, gallery, seen.detections);
    offerFace(context, session, frame);
    metrics.frames.inc({ outcome: 'analysed' });
    metrics.turnaround.observe((performance.now() - frame.arrivedAt) / 1000);
  } catch (error) {
    metrics.frames.inc({ outcome: 'failed' });
    const body = toErrorBody(error);
    if (body.code === 'internal' || body.code === 'model_failed') {
      const cause = error instanceof AppError ? error.cause : error;
      log.error({ session: session.id, ...describeFault(cause) }, 'frame failed');
    }
    frame.sender.send({ type: 'error', ...stampOf(frame), ...body });
  }
}

/** By our workers, or as a trusted edge's workers have done it. */
async function analyse(
  context: DaemonContext,
  { jpeg, facts }: IncomingFrame,
  gallery: LearnedGallery | null,
): Promise<TimedAnalysis> {
  // Asked again: it may have changed while the frame waited.
  const { pool, options } = context;
  if (facts && facts.model !== pool.model.digest) throw new AppError('facts_of_another_model');
  if (facts) return unpackProducts(facts, pool.model);
  if (!jpeg) throw new AppError('corrupt_image');
  return pool.analyse(jpeg, options.tracker.weakConfidence, localiserFor(context, gallery));
}

/** From the detections of a frame to what the customer sees and buys. */
async function follow(
  context: DaemonContext,
  session: Session,
  frame: IncomingFrame,
  { model, size, detections, scene, ms }: TimedAnalysis,
): Promise<TrackerUpdate> {
  // Asked before the tracker moves: when there is no catalogue, the item is found again in a later frame.
  const products = await context.catalogue.products();
  const known = detections.map((detection) => ({
    ...detection,
    classId: context.classes.idOf(model, detection.classId),
  }));
  const time = session.clock(frame.capturedAt, frame.arrivedAt);
  const seen = session.tracker.update(known, size, time, scene);
  const { items, present, lastTrackId } = seen;
  session.view = { present, lastTrackId, seenAt: performance.now(), time };
  session.sight.size = size;
  const { tray } = session;
  const putDown = tray ? lookAtTray(tray, seen, time, session.settledUpTo) : [];

  const viewed = seen.detections.map((detection) => viewDetection(context, products, session, detection));
  broadcast(session, {
    type: 'detections',
    ...stampOf(frame),
    width: size.width,
    height: size.height,
    detections: viewed,
    analysis_ms: Math.round(ms * 10) / 10,
  });
  if (tray) {
    await followFrame(context, session, tray, products, putDown);
    return seen;
  }
  for (const item of items) {
    const product = productOf(context, products, item.classId);
    if (product) announceItem(context, session, item, product);
  }
  if (hasWaitingItems(session)) await addWaitingItems(context, session);
  return seen;
}

function viewDetection(
  context: DaemonContext,
  products: readonly Product[],
  { tray, sight }: Session,
  { classId, score, box, trackId, confirmed, kind }: TrackedDetection,
): DetectionView {
  const product = productOf(context, products, confirmed && kind !== null ? kind : classId);
  const [x1, y1, x2, y2] = box.map((value) => Math.round(value * 10) / 10) as [
    number,
    number,
    number,
    number,
  ];
  const { number, name } = context.classes.classOf(classId);
  return {
    track_id: trackId,
    class_id: number,
    class_name: name,
    confidence: Math.round(score * 1000) / 1000,
    box: [x1, y1, x2, y2],
    product: product ? { id: product.id, name: product.name } : null,
    counted: tray ? tray.lying.some((item) => item.trackId === trackId) : confirmed,
    unknown: trackId !== null && !confirmed && sight.tracks.get(trackId)?.isUnknown === true,
  };
}
