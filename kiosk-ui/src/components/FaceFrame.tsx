import { useRef } from 'preact/hooks';
import { cssOf, grown, placeOf } from '../place';
import { customer, facesReady, frameSize } from '../state';
import type { Customer, CustomerState } from '../types';

/** A face's box ends at the brows and the ears; the frame goes round the head. */
const ROOM = 0.18;
const TONES: Partial<Record<CustomerState, string>> = {
  looking: 'is-looking',
  recognised: 'is-known',
  unknown: 'is-looking',
  not_live: 'is-refused',
};

function hasFace({ bbox }: Customer): boolean {
  return bbox !== null && bbox[2] > bbox[0];
}

/** Round the customer's face. It fades where it last was when the face is gone. */
export function FaceFrame({ mirrored }: { mirrored: boolean }) {
  const last = useRef<Customer | null>(null);
  const now = customer.value;
  if (now !== null && hasFace(now)) last.current = now;
  const shown = last.current;
  const frame = frameSize.value;
  if (!facesReady.value || frame === null || shown === null || shown.bbox === null) return null;
  const isGone = now === null || !hasFace(now);
  return (
    <div
      class={`face ${TONES[shown.state] ?? ''} ${isGone ? 'is-gone' : ''}`}
      style={cssOf(grown(placeOf(shown.bbox, frame, mirrored), ROOM))}
    />
  );
}
