import type { SystemReply } from '../../../../../src/protocol/admin/system';
import { texts } from '../../i18n';
import { Facts } from '../../parts/Facts';
import { Panel } from '../../parts/Panel';
import { formatBytes, formatCount, formatSpan } from '../../words';

export function MachinePanel({ system }: { system: SystemReply }) {
  const t = texts.value.system;
  const { storage, faces } = system;
  return (
    <Panel title={t.machine}>
      <Facts
        facts={[
          [t.version, `${system.version} (Node ${system.node})`],
          [t.uptime, formatSpan(system.uptime_s)],
          [t.memory, formatBytes(system.memory_bytes)],
          [t.sessions, formatCount(system.sessions)],
          [t.sockets, formatCount(system.sockets)],
          [t.faces, `${t.facesStates[faces.state]} · ${t.facesMembers(faces.members)}`],
          [t.storage, `${storage.kind} · ${t.used} ${formatBytes(storage.used_bytes)}`],
          [t.free, formatBytes(storage.free_bytes)],
        ]}
      />
    </Panel>
  );
}
