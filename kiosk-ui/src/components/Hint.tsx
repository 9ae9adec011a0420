import { refusalText, texts } from '../i18n';
import {
  cartMode,
  challenge,
  customer,
  demo,
  facesReady,
  invitation,
  isFaceThere,
  isOpen,
  isWatched,
  member,
  proof,
  receipt,
  sightTrouble,
  tray,
} from '../state';
import type { CustomerState } from '../types';
import { useSettled } from './use-settled';

const SAID_AFTER_MS = 800;
const TONES: Partial<Record<CustomerState, string>> = {
  recognised: 'is-good',
  unknown: 'is-good',
  not_live: 'is-trouble',
};

interface Words {
  readonly text: string;
  readonly tone?: string | undefined;
  /** About the customer's face, and to be said aloud. */
  readonly isAboutFace?: boolean;
}

function faceWords(): Words | null {
  if (!isWatched.value && !isFaceThere.value) return null;
  const seen = customer.value?.state ?? 'nobody';
  return { text: texts.value.faces.customer[seen], tone: TONES[seen], isAboutFace: true };
}

function isSeen(): boolean {
  return demo.value !== null || isWatched.value;
}

/** What was left on the tray matters most: whoever comes next sees it in no cart. */
function trayWords(): Words | null {
  const { hintSignedIn, hintSignedOut, leftOver } = texts.value.tray;
  const { items, leftOver: left } = tray.value;
  if (left > 0 && receipt.value === null) return { text: leftOver(left), tone: 'is-trouble' };
  if (demo.value !== null) return null;
  if (member.value !== null) return { text: hintSignedIn };
  return { text: items > 0 ? hintSignedOut(items) : texts.value.stage.hintSignedOut };
}

function words(): Words | null {
  const t = texts.value.stage;
  if (!isOpen.value || challenge.value !== null || proof.value !== null) return null;
  if (sightTrouble.value !== null) return { text: refusalText(sightTrouble.value), tone: 'is-trouble' };
  if (member.value === null && facesReady.value) return faceWords();
  if (cartMode.value === 'tray' && isSeen()) return trayWords();
  if (demo.value !== null || !isWatched.value) return null;
  return { text: member.value === null ? t.hintSignedOut : t.hintSignedIn };
}

function spoken(shown: Words | null): string {
  const t = texts.value.faces;
  if (challenge.value !== null) return t.challenge.turn[challenge.value.side];
  if (!shown?.isAboutFace) return '';
  return invitation.value === 'open' ? t.invitation.title : shown.text;
}

/** What to do before the camera just now. What it says of faces changes fast: ears are told once it stays. */
export function Hint() {
  const shown = words();
  const said = useSettled(spoken(shown), SAID_AFTER_MS);
  return (
    <>
      {shown !== null && (
        <p
          class={`hint ${shown.isAboutFace ? 'is-face' : ''} ${shown.tone ?? ''}`}
          aria-hidden={shown.isAboutFace ? 'true' : undefined}
        >
          {shown.text}
        </p>
      )}
      <p class="unseen" role="status">
        {said}
      </p>
    </>
  );
}
