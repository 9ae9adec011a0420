import { refusalText } from '../refusal';
import type { Refusal } from '../types';
import { pageWords } from './words';

interface Props {
  readonly title: string;
  readonly refusal: Refusal;
  readonly onRetry: () => void;
}

/** Why there is nothing to show. No button where trying again cannot help. */
export function Refused({ title, refusal, onRetry }: Props) {
  const mayPass = refusal.kind === 'no-answer' || refusal.status >= 500 || refusal.status === 429;
  return (
    <div class="panel refused" role="alert">
      <h1 class="panel-title">{title}</h1>
      <p>{refusalText(refusal)}</p>
      {mayPass && (
        <button type="button" class="button" onClick={onRetry}>
          {pageWords.value.tryAgain}
        </button>
      )}
    </div>
  );
}
