import { useEffect, useState } from 'preact/hooks';

/**
 * Whole seconds left until `at` (`Date.now()`), never below 0; null where there is no `at`.
 * Renders again while they count down.
 */
export function useSecondsUntil(at: number | null): number | null {
  const [, renderAgain] = useState(0);
  useEffect(() => {
    if (at === null) return;
    const timer = window.setInterval(() => renderAgain((count) => count + 1), 250);
    return () => clearInterval(timer);
  }, [at]);
  return at === null ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}
