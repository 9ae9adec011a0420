import type { KioskView } from '../../../../../src/protocol/admin/today';
import { formatMoney } from '../../../format';
import { texts } from '../../i18n';
import { Panel } from '../../parts/Panel';
import { type Column, Table } from '../../parts/Table';
import { formatAgo } from '../../words';

function columns(): readonly Column<KioskView>[] {
  const t = texts.value.today;
  const { items } = texts.value.units;
  return [
    { key: 'label', head: t.kiosk, kind: 'name', cell: ({ label }) => label },
    {
      key: 'frame',
      head: t.lastFrame,
      cell: ({ last_frame_at: at }) => (at === null ? t.noFrame : <time dateTime={at}>{formatAgo(at)}</time>),
    },
    { key: 'fps', head: t.fps, kind: 'number', cell: ({ fps }) => fps.toFixed(1) },
    {
      key: 'customer',
      head: t.customer,
      cell: ({ signed_in }) => (signed_in ? t.signedIn : t.signedOut),
    },
    {
      key: 'cart',
      head: t.cart,
      cell: ({ cart_quantity: count, cart_total }) =>
        count === 0 ? '—' : `${items(count)} · ${formatMoney(cart_total)}`,
    },
    { key: 'watchers', head: t.watchers, kind: 'number', cell: ({ watchers }) => watchers },
  ];
}

export function Kiosks({ kiosks }: { kiosks: readonly KioskView[] }) {
  const t = texts.value.today;
  return (
    <Panel title={t.kiosks} class="is-wide" aside={<span class="muted small">{t.kiosksLive}</span>}>
      {kiosks.length === 0 ? (
        <p class="muted">{t.noKiosk}</p>
      ) : (
        <Table caption={t.kiosks} columns={columns()} rows={kiosks} keyOf={({ label }) => label} />
      )}
    </Panel>
  );
}
