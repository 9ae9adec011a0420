import { texts } from '../i18n';
import { customer } from '../state';
import type { CustomerState } from '../types';
import { Icon } from './Icon';

const SEEN = new Set<CustomerState>(['looking', 'unknown', 'recognised']);

/** Whether the face to be kept is seen, for somebody whose eyes are on the form. The stage's hint is the one read aloud. */
export function FaceNote() {
  const t = texts.value.faces;
  const state = customer.value?.state ?? 'nobody';
  const isSeen = SEEN.has(state);
  return (
    <p class={`face-note ${isSeen ? 'is-seen' : ''}`} aria-hidden="true">
      <Icon name={isSeen ? 'check' : 'face'} />
      {isSeen ? t.register.faceSeen : t.customer[state]}
    </p>
  );
}
