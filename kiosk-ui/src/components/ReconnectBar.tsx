import { useEffect, useState } from 'preact/hooks';
import { useCounter } from '../counter';
import { texts } from '../i18n';
import { connection, member } from '../state';
import { useSecondsUntil } from './use-seconds';

/** The first connection of a page takes a moment; only a longer wait is worth words. */
const PATIENCE_MS = 1200;

/** True once the line has been away for `PATIENCE_MS`. */
function useAway(): boolean {
  const isAway = connection.value.status !== 'open';
  const [longAway, setLongAway] = useState(false);
  useEffect(() => {
    if (!isAway) return setLongAway(false);
    const timer = window.setTimeout(() => setLongAway(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isAway]);
  return isAway && longAway;
}

/** Says that the line is down and when it is tried again. The seconds are not read aloud. */
export function ReconnectBar() {
  const t = texts.value.connection;
  const counter = useCounter();
  const now = connection.value;
  const seconds = useSecondsUntil(now.status === 'waiting' ? now.retryAt : null);
  const away = useAway();
  return (
    <div role="status">
      {away && (
        <div class="bar is-warning">
          <span class="spinner" aria-hidden="true" />
          <p>
            <strong>{t.lost}</strong> <span>{member.value === null ? t.lostWait : t.lostHint}</span>
          </p>
          {seconds !== null && seconds > 0 && (
            <span class="bar-note" aria-hidden="true">
              {t.retryIn(seconds)}
            </span>
          )}
          <button type="button" class="button" onClick={counter.socket.retryNow}>
            {t.retryNow}
          </button>
        </div>
      )}
    </div>
  );
}
