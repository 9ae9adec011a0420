import { useEffect, useRef, useState } from 'preact/hooks';
import type { Refusal } from '../types';
import { get } from './api';
import { owner, visits } from './owner';

export interface Loaded<T> {
  /** The last answer, also while a newer one is on its way or was refused. */
  readonly body: T | null;
  readonly refusal: Refusal | null;
  readonly busy: boolean;
  readonly reload: () => Promise<void>;
  /** Takes what a change was answered with. */
  readonly put: (body: T) => void;
}

/**
 * What the daemon has at `path` (below `/api/admin/`), asked for again after a sign-in.
 * @param everyMs asks again that long after each answer, but not while the page is hidden or nobody is signed in; null: once
 */
export function useLoad<T>(path: string, everyMs: number | null = null): Loaded<T> {
  const [body, setBody] = useState<T | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(true);
  const turn = useRef(0);
  const visit = visits.value;

  async function reload(): Promise<void> {
    turn.current += 1;
    const mine = turn.current;
    setBusy(true);
    const answer = await get<T>(path);
    // Another question was asked meanwhile; its answer is the one that counts.
    if (mine !== turn.current) return;
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) setBody(answer.body);
  }

  useEffect(() => {
    void reload();
    return () => {
      turn.current += 1;
    };
  }, [path, visit]);

  useEffect(() => {
    if (everyMs === null) return;
    const pause = everyMs;
    let timer = 0;
    let ended = false;
    function plan(): void {
      clearTimeout(timer);
      if (!document.hidden && !ended) timer = window.setTimeout(() => void again(), pause);
    }
    async function again(): Promise<void> {
      if (owner.value === 'signed_in') await reload();
      plan();
    }
    function lookAgain(): void {
      clearTimeout(timer);
      if (!document.hidden) void again();
    }
    plan();
    document.addEventListener('visibilitychange', lookAgain);
    return () => {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', lookAgain);
    };
  }, [path, everyMs]);

  return {
    body,
    refusal,
    busy,
    reload,
    put: (next) => {
      turn.current += 1;
      setBusy(false);
      setRefusal(null);
      setBody(next);
    },
  };
}
