import type { SystemReply } from '../../../../../src/protocol/admin/system';
import { texts } from '../../i18n';
import { PageHead } from '../../parts/PageHead';
import { Waiting } from '../../parts/Waiting';
import { useLoad } from '../../use-load';
import { PasswordPanel } from '../owner/PasswordPanel';
import { BackupPanel } from './BackupPanel';
import { LatencyPanel } from './LatencyPanel';
import { LogPanel } from './LogPanel';
import { MachinePanel } from './MachinePanel';
import { ModelPanel } from './ModelPanel';
import { ModelsPanel } from './ModelsPanel';

const EVERY_MS = 5000;

export function SystemPage() {
  const loaded = useLoad<SystemReply>('system', EVERY_MS);
  return (
    <>
      <PageHead title={texts.value.system.title} />
      <Waiting of={loaded}>
        {(system) => (
          <div class="grid">
            <ModelPanel model={system.model} />
            <div class="stack">
              <MachinePanel system={system} />
              <LatencyPanel latency={system.latency} />
            </div>
          </div>
        )}
      </Waiting>
      <div class="grid">
        <ModelsPanel />
        <LogPanel />
        <BackupPanel />
        <PasswordPanel />
      </div>
    </>
  );
}
