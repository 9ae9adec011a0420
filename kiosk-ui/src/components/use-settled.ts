import { useEffect, useState } from 'preact/hooks';

/** `text` once it has stayed the same for `afterMs`: what flickers is not worth saying. */
export function useSettled(text: string, afterMs: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), afterMs);
    return () => clearTimeout(timer);
  }, [text, afterMs]);
  return settled;
}
