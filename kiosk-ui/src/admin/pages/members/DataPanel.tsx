import { useState } from 'preact/hooks';
import type { MemberReply } from '../../../../../src/protocol/admin/members';
import { texts } from '../../i18n';
import { DownloadButton } from '../../parts/DownloadButton';
import { Panel } from '../../parts/Panel';
import { ForgetDialog } from './ForgetDialog';

/** What the law gives the member: to have what is held, and to have it erased. */
export function DataPanel({ member }: { member: MemberReply['member'] }) {
  const t = texts.value.catalogue.member;
  const [isAsking, setAsking] = useState(false);
  return (
    <Panel title={t.data}>
      <p class="muted">{t.exportText}</p>
      <div class="form-foot">
        <DownloadButton path={`members/${encodeURIComponent(member.id)}/export`} fallback="member.json">
          {t.export}
        </DownloadButton>
        <button type="button" class="button is-red" onClick={() => setAsking(true)}>
          {t.forget}
        </button>
      </div>
      {isAsking && <ForgetDialog member={member} onClose={() => setAsking(false)} />}
    </Panel>
  );
}
