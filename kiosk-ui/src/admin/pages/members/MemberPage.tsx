import type { MemberReply } from '../../../../../src/protocol/admin/members';
import { texts } from '../../i18n';
import { BackLink } from '../../parts/BackLink';
import { PageHead } from '../../parts/PageHead';
import { Waiting } from '../../parts/Waiting';
import { useLoad } from '../../use-load';
import { DataPanel } from './DataPanel';
import { EditMemberForm } from './EditMemberForm';
import { FacePanel } from './FacePanel';
import { History } from './History';
import { MemberFacts } from './MemberFacts';

export function MemberPage({ id }: { id: string }) {
  const t = texts.value.catalogue.member;
  const loaded = useLoad<MemberReply>(`members/${encodeURIComponent(id)}`);
  const name = loaded.body?.member.name;
  return (
    <>
      <BackLink to="/admin/members">{t.back}</BackLink>
      <PageHead title={name === undefined ? t.plainTitle : t.title(name)} />
      <Waiting of={loaded}>
        {({ member, transactions }) => (
          <div class="grid">
            <div class="stack">
              <MemberFacts member={member} />
              <History memberId={member.id} transactions={transactions} />
            </div>
            <div class="stack">
              <EditMemberForm member={member} onDone={loaded.put} />
              <FacePanel member={member} onDone={loaded.put} />
              <DataPanel member={member} />
            </div>
          </div>
        )}
      </Waiting>
    </>
  );
}
