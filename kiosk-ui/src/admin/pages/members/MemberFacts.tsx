import type { MemberReply } from '../../../../../src/protocol/admin/members';
import { formatMoney } from '../../../format';
import { texts } from '../../i18n';
import { Facts } from '../../parts/Facts';
import { Panel } from '../../parts/Panel';
import { formatCount, formatMoment } from '../../words';

export function MemberFacts({ member }: { member: MemberReply['member'] }) {
  const t = texts.value.catalogue;
  const { yes, no, never } = texts.value.common;
  return (
    <Panel title={t.member.overview}>
      <Facts
        facts={[
          [t.members.phone, <span class="number">{member.phone}</span>],
          [t.members.pin, member.has_pin ? yes : no],
          [t.members.joined, formatMoment(member.created_at)],
          [t.members.lastVisit, member.last_visit_at === null ? never : formatMoment(member.last_visit_at)],
          [t.members.purchases, formatCount(member.purchases)],
          [t.members.spent, formatMoney(member.spent)],
        ]}
      />
    </Panel>
  );
}
