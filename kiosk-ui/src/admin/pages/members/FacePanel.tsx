import { useState } from 'preact/hooks';
import type { MemberReply } from '../../../../../src/protocol/admin/members';
import { remove } from '../../api';
import { useForm } from '../../form/use-form';
import { texts } from '../../i18n';
import { tell } from '../../news';
import { AskDialog } from '../../parts/AskDialog';
import { Panel } from '../../parts/Panel';
import { formatMoment } from '../../words';

interface Props {
  readonly member: MemberReply['member'];
  readonly onDone: (reply: MemberReply) => void;
}

function EraseFaceDialog({ member, onDone, onClose }: Props & { readonly onClose: () => void }) {
  const t = texts.value.catalogue.member;
  const form = useForm({
    initial: {},
    send: async () => {
      const answer = await remove<MemberReply>(`members/${encodeURIComponent(member.id)}/face`);
      if (!answer.ok) return answer.refusal;
      tell((words) => words.catalogue.member.faceRemoved);
      onDone(answer.body);
      onClose();
      return null;
    },
  });
  return (
    <AskDialog title={t.removeFace} form={form} confirm={t.removeFace} isDanger onClose={onClose}>
      <p>{t.removeFaceText}</p>
      {!member.has_pin && <p class="note is-warning">{t.removeFaceNoPin}</p>}
    </AskDialog>
  );
}

export function FacePanel({ member, onDone }: Props) {
  const t = texts.value.catalogue.member;
  const [isAsking, setAsking] = useState(false);
  const { consent } = member;
  return (
    <Panel title={t.face}>
      <p>
        {!member.has_face && t.noFace}
        {consent !== null && t.consent(consent.version, formatMoment(consent.at))}
      </p>
      {member.has_face && (
        <div class="form-foot">
          <button type="button" class="button" onClick={() => setAsking(true)}>
            {t.removeFace}
          </button>
        </div>
      )}
      {isAsking && <EraseFaceDialog member={member} onDone={onDone} onClose={() => setAsking(false)} />}
    </Panel>
  );
}
