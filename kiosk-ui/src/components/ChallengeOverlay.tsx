import { useEffect, useRef } from 'preact/hooks';
import { texts } from '../i18n';
import { challenge, dialog, member, proof } from '../state';
import type { Challenge, Proof } from '../types';
import { Icon } from './Icon';
import { TurnGuide } from './TurnGuide';
import { useSecondsUntil } from './use-seconds';

/** While nobody is signed in there is always the other way in. */
function ByPhone() {
  if (member.value !== null) return null;
  return (
    <button
      type="button"
      class="button on-dark"
      onClick={() => {
        dialog.value = 'sign-in';
      }}
    >
      {texts.value.faces.byPhone}
    </button>
  );
}

function Turn({ asked }: { asked: Challenge }) {
  const t = texts.value.faces.challenge;
  const ref = useRef<HTMLDivElement>(null);
  const seconds = useSecondsUntil(asked.endsAt) ?? 0;
  // On a phone the camera may be scrolled away.
  useEffect(() => ref.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div class="challenge" ref={ref}>
      <p class="challenge-title">{t.turn[asked.side]}</p>
      <TurnGuide side={asked.side} progress={asked.progress} />
      <p class="number" aria-hidden="true">
        {t.secondsLeft(seconds)}
      </p>
      <p class="challenge-note">{t.why[asked.reason]}</p>
      <ByPhone />
    </div>
  );
}

function proofText({ passed, reason }: Proof): string {
  const t = texts.value.faces.challenge;
  const isSale = reason === 'large_total';
  if (passed) return isSale ? t.paying : t.passed;
  return isSale ? t.failedToPay : t.failed;
}

function Ended({ ended }: { ended: Proof }) {
  return (
    <div class="challenge" role="alert">
      <span class={`challenge-mark ${ended.passed ? '' : 'is-failed'}`}>
        <Icon name={ended.passed ? 'check' : 'alert'} />
      </span>
      <p class="challenge-title">{proofText(ended)}</p>
      {!ended.passed && <ByPhone />}
    </div>
  );
}

/** Over the whole stage: please turn your head, and then how that went. */
export function ChallengeOverlay() {
  if (challenge.value !== null) return <Turn asked={challenge.value} />;
  return proof.value === null ? null : <Ended ended={proof.value} />;
}
