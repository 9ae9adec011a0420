import type { DeviceRow } from '../../../../../src/protocol/admin/devices';
import { texts } from '../../i18n';
import { type Column, Table } from '../../parts/Table';
import { formatMoment } from '../../words';

interface Props {
  readonly devices: readonly DeviceRow[];
  readonly onRemove: (device: DeviceRow) => void;
}

export function DevicesTable({ devices, onRemove }: Props) {
  const t = texts.value.devices;
  const columns: readonly Column<DeviceRow>[] = [
    { key: 'name', head: t.name, kind: 'name', cell: ({ name }) => name },
    { key: 'kind', head: t.kind, cell: ({ kind }) => t.kinds[kind] },
    {
      key: 'added',
      head: t.added,
      cell: ({ created_at: at }) => <time dateTime={at}>{formatMoment(at)}</time>,
    },
    {
      key: 'sockets',
      head: t.sockets,
      cell: ({ sockets }) =>
        sockets === 0 ? <span class="muted">{t.notConnected}</span> : t.connected(sockets),
    },
    {
      key: 'remove',
      head: t.remove,
      kind: 'wide',
      cell: (device) => (
        <button
          type="button"
          class="button"
          aria-label={t.removeOf(device.name)}
          onClick={() => onRemove(device)}
        >
          {t.remove}
        </button>
      ),
    },
  ];
  return <Table caption={t.caption} columns={columns} rows={devices} keyOf={({ name }) => name} />;
}
