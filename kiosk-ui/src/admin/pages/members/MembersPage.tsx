import { useState } from 'preact/hooks';
import type { MemberRow, MembersReply } from '../../../../../src/protocol/admin/members';
import { texts } from '../../i18n';
import { PageHead } from '../../parts/PageHead';
import { SearchBox } from '../../parts/SearchBox';
import { Waiting } from '../../parts/Waiting';
import { useLoad } from '../../use-load';
import { MembersTable } from './MembersTable';

function isFound({ name, phone }: MemberRow, sought: string): boolean {
  return `${name} ${phone}`.toLowerCase().includes(sought.trim().toLowerCase());
}

export function MembersPage() {
  const t = texts.value.catalogue.members;
  const loaded = useLoad<MembersReply>('members');
  const [sought, setSought] = useState('');
  return (
    <>
      <PageHead title={t.title} />
      <Waiting of={loaded}>
        {({ members }) => {
          const found = members.filter((member) => isFound(member, sought));
          return (
            <section class="card" aria-label={t.caption}>
              <SearchBox
                label={t.searchLabel}
                value={sought}
                onChange={setSought}
                shown={found.length}
                all={members.length}
              />
              {found.length === 0 ? (
                <p class="muted">{members.length === 0 ? t.none : t.noMatch}</p>
              ) : (
                <MembersTable members={found} />
              )}
            </section>
          );
        }}
      </Waiting>
    </>
  );
}
