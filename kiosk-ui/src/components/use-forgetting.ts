import { useEffect } from 'preact/hooks';

/** What is half typed and left behind is nobody else's business. */
const FORGET_AFTER_MS = 60_000;

/** Calls `forget` when `typed` has not changed for a while. */
export function useForgetting(forget: () => void, typed: unknown, afterMs = FORGET_AFTER_MS): void {
  useEffect(() => {
    const timer = window.setTimeout(forget, afterMs);
    return () => clearTimeout(timer);
  }, [typed]);
}
