import { useEffect } from 'preact/hooks';
import { refusalText, texts } from '../i18n';
import { type Notice, notice } from '../state';
import { Icon } from './Icon';

const SHOWN_MS = 15_000;

function noticeText(shown: Notice): string {
  if (shown.kind === 'refusal') return refusalText(shown.refusal);
  if (shown.kind === 'not-sold') return texts.value.confirm.notSold;
  if (shown.kind === 'no-demo') return texts.value.demo.none;
  return texts.value.member.signedOut[shown.reason];
}

function dismiss(): void {
  notice.value = null;
}

/** What was refused, or what happened without being asked for. Stays long enough to be read, or until closed. */
export function NoticeBar() {
  const shown = notice.value;
  useEffect(() => {
    if (shown === null) return;
    const timer = window.setTimeout(dismiss, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div role="alert">
      {shown !== null && (
        <div class={`bar ${shown.kind === 'refusal' ? 'is-error' : 'is-info'}`}>
          <Icon name="alert" />
          <p>{noticeText(shown)}</p>
          <button type="button" class="button" onClick={dismiss}>
            {texts.value.close}
          </button>
        </div>
      )}
    </div>
  );
}
