import type { ComponentChildren } from 'preact';
import type { Refusal } from '../../types';
import { texts } from '../i18n';
import type { Loaded } from '../use-load';
import { RefusalText } from './RefusalText';

export function Loading() {
  return (
    <p class="loading" role="status">
      <span class="spinner" aria-hidden="true" />
      {texts.value.common.loading}
    </p>
  );
}

/** What was refused, and the way to try again. */
export function Refused({ refusal, onAgain }: { refusal: Refusal; onAgain: () => void }) {
  return (
    <div class="note is-bad" role="alert">
      <RefusalText refusal={refusal} />
      <button type="button" class="button" onClick={onAgain}>
        {texts.value.common.tryAgain}
      </button>
    </div>
  );
}

interface Props<T> {
  readonly of: Loaded<T>;
  readonly children: (body: T) => ComponentChildren;
}

/** Shows what was loaded; what came before stays when a newer answer is refused, with a word about it. */
export function Waiting<T>({ of: { body, refusal, reload }, children }: Props<T>) {
  if (body === null)
    return refusal === null ? <Loading /> : <Refused refusal={refusal} onAgain={() => void reload()} />;
  return (
    <>
      {refusal !== null && (
        <div class="note is-warning" role="status">
          <p>{texts.value.common.notRefreshed}</p>
          <RefusalText refusal={refusal} />
        </div>
      )}
      {children(body)}
    </>
  );
}
