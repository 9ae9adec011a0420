import { refusalText } from '../../refusal';
import type { Refusal } from '../../types';
import { texts } from '../i18n';

/** Codes that say little without which part of the request was wrong. */
const VAGUE = new Set<string>(['bad_request', 'bad_picture', 'model_refused']);

/** What was refused, in the reader's language, and where that says little, the daemon's own words about the part. */
export function RefusalText({ refusal }: { refusal: Refusal }) {
  const detail = refusal.kind === 'refused' && VAGUE.has(refusal.code) ? refusal.detail : undefined;
  return (
    <p>
      {refusalText(refusal)}
      {detail !== undefined && (
        <>
          {' '}
          <span class="muted">
            ({texts.value.common.detail}: <span lang="en">{detail}</span>)
          </span>
        </>
      )}
    </p>
  );
}
