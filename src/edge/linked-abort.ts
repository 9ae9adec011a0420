/** A part's own end, which the whole's end brings too. */
export interface LinkedAbort {
  readonly signal: AbortSignal;
  readonly abort: () => void;
  /** Forgets the whole: it may live for weeks, and its listeners with it. */
  release(): void;
}

export function linkAbort(whole: AbortSignal): LinkedAbort {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (whole.aborted) abort();
  else whole.addEventListener('abort', abort, { once: true });
  return { signal: controller.signal, abort, release: () => whole.removeEventListener('abort', abort) };
}
