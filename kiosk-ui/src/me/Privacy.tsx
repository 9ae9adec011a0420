import { useState } from 'preact/hooks';
import { formatDate } from '../format';
import type { ForgetWhat, MeReply } from './api';
import { ForgetDialog } from './ForgetDialog';
import { words } from './words';

interface Props {
  readonly me: MeReply;
  readonly sessionId: string | null;
  /** It was erased just now. */
  readonly isFaceForgotten: boolean;
}

function faceText({ has_face, face_since }: MeReply): string {
  const t = words.value.privacy;
  if (!has_face) return t.faceNone;
  return face_since === null ? t.faceKept : t.faceSince(formatDate(face_since));
}

/** What is kept of this member, and the way to have it erased. */
export function Privacy({ me, sessionId, isFaceForgotten }: Props) {
  const t = words.value;
  const [asked, setAsked] = useState<ForgetWhat | null>(null);
  return (
    <section class="panel" aria-labelledby="privacy-title">
      <h2 id="privacy-title" class="panel-title">
        {t.privacy.title}
      </h2>
      <dl class="bill-facts">
        <div>
          <dt>{t.privacy.face}</dt>
          <dd>{faceText(me)}</dd>
        </div>
        <div>
          <dt>{t.privacy.pin}</dt>
          <dd>{me.has_pin ? t.privacy.pinSet : t.privacy.pinNone}</dd>
        </div>
      </dl>
      <p class="me-news" role="status">
        {isFaceForgotten && t.forget.face.done}
      </p>
      <div class="me-actions">
        {me.has_face && (
          <button type="button" class="button" onClick={() => setAsked('face')}>
            {t.privacy.forgetFace}
          </button>
        )}
        <button type="button" class="button is-danger" onClick={() => setAsked('everything')}>
          {t.privacy.forgetMe}
        </button>
      </div>
      {asked !== null && (
        <ForgetDialog what={asked} me={me} sessionId={sessionId} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}
