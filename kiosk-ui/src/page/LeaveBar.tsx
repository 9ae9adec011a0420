import type { OpenedAtCounter } from '../address';
import { useSecondsUntil } from '../components/use-seconds';
import { useUntouched } from '../components/use-untouched';
import { pageWords } from './words';

/** The next customer waits for the counter. */
const LEAVES_AFTER_MS = 60_000;
const WARNS_S = 20;

/** At a counter the page goes by itself when nobody touches it, and says so before. The seconds are not read aloud. */
export function LeaveBar({ counter }: { counter: OpenedAtCounter }) {
  const t = pageWords.value;
  const endsAt = useUntouched(LEAVES_AFTER_MS, () => location.replace(counter.back));
  const seconds = useSecondsUntil(endsAt) ?? 0;
  return (
    <div class="bars" role="status">
      {seconds <= WARNS_S && (
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
