import { useEffect, useState } from 'preact/hooks';

const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/** @returns `Date.now()` at which nothing will have been touched for `ms`; it moves with every touch */
export function useUntouched(ms: number, onUntouched: () => void): number {
  const [endsAt, setEndsAt] = useState(() => Date.now() + ms);
  useEffect(() => {
    const timer = window.setTimeout(onUntouched, endsAt - Date.now());
    return () => clearTimeout(timer);
  }, [endsAt]);
  useEffect(() => {
    const touched = () => setEndsAt(Date.now() + ms);
    for (const type of TOUCHES) document.addEventListener(type, touched, { passive: true });
    return () => {
      for (const type of TOUCHES) document.removeEventListener(type, touched);
    };
  }, [ms]);
  return endsAt;
}
