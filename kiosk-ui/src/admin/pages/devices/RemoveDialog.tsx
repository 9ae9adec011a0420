import type { DeviceRow } from '../../../../../src/protocol/admin/devices';
import { remove } from '../../api';
import { useForm } from '../../form/use-form';
import { texts } from '../../i18n';
import { tell } from '../../news';
import { AskDialog } from '../../parts/AskDialog';

interface Props {
  readonly device: DeviceRow;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function RemoveDialog({ device: { name }, onDone, onClose }: Props) {
  const t = texts.value.devices;
  const form = useForm({
    initial: {},
    send: async () => {
      const answer = await remove(`devices/${encodeURIComponent(name)}`);
      if (!answer.ok) return answer.refusal;
      tell((words) => words.devices.removed(name));
      onDone();
      onClose();
      return null;
    },
  });
  return (
    <AskDialog title={t.removeTitle(name)} form={form} confirm={t.remove} isDanger onClose={onClose}>
      <p>{t.removeText}</p>
    </AskDialog>
  );
}
