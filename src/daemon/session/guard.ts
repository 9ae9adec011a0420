/** While a member is signed in: is it still that person who stands there? */
import {
  average,
  type EmbedderProfile,
  type FaceAnalysis,
  type Gallery,
  likenessOf,
} from '../../vision/index.js';
import type { DaemonContext } from '../context.js';
import type { Guard } from './face-state.js';
import type { Session } from './session.js';
import { holdCart } from './sign-out.js';

/** Views that are taken for the customer's own at the beginning of a visit. */
const KNOWN_VIEWS = 4;
/** Another face must be seen so often, and for so long, before it counts. */
const STRANGER_STEPS = 4;
const STRANGER_MS = 4_000;

/** A step while somebody is signed in. Nobody, several people or a turned head prove nothing. */
export async function guardStep(
  context: DaemonContext,
  session: Session,
  { face }: FaceAnalysis,
  gallery: Gallery,
  distance: EmbedderProfile['distance'],
): Promise<void> {
  const { signedIn, faces } = session;
  const { guard } = faces;
  if (!signedIn || !guard || !face || face.fault !== null) return;
  const likeness = likenessToCustomer(guard, signedIn.member.id, face.embedding, gallery, distance);
  const same = likeness === null || likeness >= (context.faces.ready?.limits.different ?? 0);
  if (same) {
    guard.strangers = 0;
    if (guard.known.length < KNOWN_VIEWS) guard.known.push({ pose: face.pose, embedding: face.embedding });
    return;
  }
  const now = performance.now();
  if (guard.strangers === 0) guard.strangerSince = now;
  guard.strangers += 1;
  if (guard.strangers >= STRANGER_STEPS && now - guard.strangerSince >= STRANGER_MS)
    await holdCart(context, session);
}

/**
 * The better of two: like the face of this visit, or like the member's templates. Null while the visit's face is not
 * known: who signed in by PIN may look unlike an old template.
 */
function likenessToCustomer(
  { known }: Guard,
  memberId: string,
  embedding: Float32Array,
  gallery: Gallery,
  distance: EmbedderProfile['distance'],
): number | null {
  if (known.length === 0) return null;
  const own = gallery.scoreOf(memberId, embedding);
  const seen = likenessOf(distance, average(known.map((view) => view.embedding)), embedding);
  return own === null ? seen : Math.max(own, seen);
}
