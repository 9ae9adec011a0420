import type { AuditEntryView } from '../../../../../src/protocol/admin/audit';
import { texts } from '../../i18n';
import { Link } from '../../parts/Link';
import { type Column, Table } from '../../parts/Table';
import { addressOfOne } from '../../routes';
import { formatMoment } from '../../words';
import { factsInWords } from './facts-words';

/** `櫃檯 3fa0c1`; who a later program adds is called as it says. */
function actorInWords(actor: string): string {
  const { counter, ...others } = texts.value.audit.actors;
  const [who = '', label] = actor.split(':');
  if (who === 'counter' && label !== undefined) return counter(label);
  return Object.hasOwn(others, who) ? others[who as keyof typeof others] : actor;
}

function FactsCell({ facts }: Pick<AuditEntryView, 'facts'>) {
  const { transaction, product } = facts;
  const words = factsInWords(facts);
  return (
    <span class="audit-facts">
      {typeof transaction === 'string' && (
        <Link to={addressOfOne('transactions', transaction)} class="number">
          {transaction}
        </Link>
      )}
      {typeof product === 'string' && <Link to={addressOfOne('products', product)}>{product}</Link>}
      {words !== '' && <span>{words}</span>}
    </span>
  );
}

function columns(): readonly Column<AuditEntryView>[] {
  const t = texts.value.audit;
  return [
    { key: 'kind', head: t.kind, kind: 'name', cell: ({ kind }) => t.kinds[kind] },
    { key: 'facts', head: t.facts, cell: ({ facts }) => <FactsCell facts={facts} /> },
    { key: 'actor', head: t.actor, cell: ({ actor }) => actorInWords(actor) },
    {
      key: 'time',
      head: t.time,
      cell: ({ at }) => (
        <time dateTime={at} class="number">
          {formatMoment(at)}
        </time>
      ),
    },
    { key: 'number', head: t.number, kind: 'number', cell: ({ number }) => number },
  ];
}

interface Props {
  readonly entries: readonly AuditEntryView[];
  readonly isBusy: boolean;
}

export function AuditTable({ entries, isBusy }: Props) {
  return (
    <Table
      caption={texts.value.audit.caption}
      columns={columns()}
      rows={entries}
      keyOf={({ number }) => String(number)}
      isBusy={isBusy}
    />
  );
}
