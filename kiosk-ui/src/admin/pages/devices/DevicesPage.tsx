import { useState } from 'preact/hooks';
import type { DeviceRow, DevicesReply, NewDeviceReply } from '../../../../../src/protocol/admin/devices';
import { texts } from '../../i18n';
import { PageHead } from '../../parts/PageHead';
import { Panel } from '../../parts/Panel';
import { Waiting } from '../../parts/Waiting';
import { useLoad } from '../../use-load';
import { AddDeviceForm } from './AddDeviceForm';
import { DevicesTable } from './DevicesTable';
import { RemoveDialog } from './RemoveDialog';
import { TokenDialog } from './TokenDialog';

/** Whether devices are connected is of this moment. */
const EVERY_MS = 5000;

export function DevicesPage() {
  const t = texts.value.devices;
  const loaded = useLoad<DevicesReply>('devices', EVERY_MS);
  const [removing, setRemoving] = useState<DeviceRow | null>(null);
  const [added, setAdded] = useState<NewDeviceReply | null>(null);
  return (
    <>
      <PageHead title={t.title} />
      <p class="muted">{t.text}</p>
      <Waiting of={loaded}>
        {({ devices }) => (
          <section class="card" aria-label={t.caption}>
            {devices.length === 0 ? (
              <p class="muted">{t.none}</p>
            ) : (
              <DevicesTable devices={devices} onRemove={setRemoving} />
            )}
          </section>
        )}
      </Waiting>
      <Panel title={t.add}>
        <AddDeviceForm
          onAdded={(reply) => {
            setAdded(reply);
            void loaded.reload();
          }}
        />
      </Panel>
      {removing !== null && (
        <RemoveDialog
          device={removing}
          onDone={() => void loaded.reload()}
          onClose={() => setRemoving(null)}
        />
      )}
      {added !== null && <TokenDialog added={added} onClose={() => setAdded(null)} />}
    </>
  );
}
