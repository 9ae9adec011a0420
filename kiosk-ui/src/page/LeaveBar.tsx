import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { OpenedAtCounter } from '../address';
import { useSecondsUntil } from '../components/use-seconds';
import { useUntouched } from '../components/use-untouched';
import { pageWords } from './words';

/** The next customer waits for the counter. */
const LEAVES_AFTER_MS = 60_000;
const WARNS_S = 20;

/** `Date.now()` at which this page goes back to its counter; null where it was opened at none. */
const leavesAt = signal<number | null>(null);

/** At a counter the page goes by itself when nobody touches it. */
function useLeaving({ back }: OpenedAtCounter): void {
  const endsAt = useUntouched(LEAVES_AFTER_MS, () => location.replace(back));
  useEffect(() => {
    leavesAt.value = endsAt;
  }, [endsAt]);
}

/** Says before that it is about to go; dialogs have one too, because they hide the page's. The seconds are not read aloud. */
export function LeaveNote() {
  const t = pageWords.value;
  const seconds = useSecondsUntil(leavesAt.value);
  return (
    <div role="status">
      {seconds !== null && seconds <= WARNS_S && (
        <div class="bar is-warning">
          <p>
            <span aria-hidden="true">{t.leavesIn(seconds)}</span>
            <span class="unseen">{t.leavesIn(WARNS_S)}</span>
          </p>
          {/* Pressing it is the touch that keeps the page. */}
          <button type="button" class="button">
            {t.stay}
          </button>
        </div>
      )}
    </div>
  );
}

export function LeaveBar({ counter }: { counter: OpenedAtCounter }) {
  useLeaving(counter);
  return (
    <div class="bars">
      <LeaveNote />
    </div>
  );
}
