import { useState } from 'preact/hooks';
import type { MemberRow, MembersReply } from '../../../../../src/protocol/admin/members';
import { texts } from '../../i18n';
import { PageHead } from '../../parts/PageHead';
import { SearchBox } from '../../parts/SearchBox';
import { Waiting } from '../../parts/Waiting';
import { useLoad } from '../../use-load';
import { MembersTable } from './MembersTable';

/** Numbers are masked here: what is typed may be how one begins, its stars being any digit, or its end that is shown. */
function isNumber(masked: string, typed: string): boolean {
  if (!/^\d+$/.test(typed) || typed.length > masked.length) return false;
  const begins = [...typed].every((digit, at) => masked[at] === '*' || masked[at] === digit);
  return begins || masked.endsWith(typed);
}

function isFound({ name, phone }: MemberRow, sought: string): boolean {
  const isNamed = name.toLowerCase().includes(sought.trim().toLowerCase());
  return isNamed || isNumber(phone, sought.replace(/[\s-]/g, ''));
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
