import type { MemberRow } from '../../../../../src/protocol/admin/members';
import { formatMoney } from '../../../format';
import { texts } from '../../i18n';
import { Link } from '../../parts/Link';
import { type Column, Table } from '../../parts/Table';
import { addressOfOne } from '../../routes';
import { formatCount, formatMoment } from '../../words';

function columns(): readonly Column<MemberRow>[] {
  const t = texts.value.catalogue.members;
  const { yes, no, never } = texts.value.common;
  const has = (is: boolean) => (is ? yes : <span class="muted">{no}</span>);
  return [
    {
      key: 'name',
      head: t.name,
      kind: 'name',
      cell: ({ id, name }) => <Link to={addressOfOne('members', id)}>{name}</Link>,
    },
    { key: 'phone', head: t.phone, cell: ({ phone }) => <span class="number">{phone}</span> },
    { key: 'face', head: t.face, cell: ({ has_face }) => has(has_face) },
    { key: 'pin', head: t.pin, cell: ({ has_pin }) => has(has_pin) },
    {
      key: 'visit',
      head: t.lastVisit,
      cell: ({ last_visit_at: at }) =>
        at === null ? <span class="muted">{never}</span> : <time dateTime={at}>{formatMoment(at)}</time>,
    },
    {
      key: 'purchases',
      head: t.purchases,
      kind: 'number',
      cell: ({ purchases }) => formatCount(purchases),
    },
    { key: 'spent', head: t.spent, kind: 'number', cell: ({ spent }) => formatMoney(spent) },
  ];
}

export function MembersTable({ members }: { members: readonly MemberRow[] }) {
  return (
    <Table
      caption={texts.value.catalogue.members.caption}
      columns={columns()}
      rows={members}
      keyOf={({ id }) => id}
    />
  );
}
