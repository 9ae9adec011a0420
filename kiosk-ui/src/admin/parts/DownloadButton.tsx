import { useState } from 'preact/hooks';
import { Icon } from '../../components/Icon';
import type { Refusal } from '../../types';
import { download } from '../api';
import { texts } from '../i18n';
import { tell } from '../news';
import { RefusalText } from './RefusalText';

interface Props {
  /** Below `/api/admin/`. */
  readonly path: string;
  /** The file's name where the daemon states none. */
  readonly fallback: string;
  readonly children: string;
}

export function DownloadButton({ path, fallback, children }: Props) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  async function fetchIt(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const answer = await download(path, fallback);
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) tell((t) => t.common.downloaded(answer.body.name));
  }
  return (
    <div class="download">
      <button type="button" class="button" aria-disabled={busy} onClick={() => void fetchIt()}>
        <Icon name="download" />
        {busy ? texts.value.common.download : children}
      </button>
      <div role="alert">{refusal !== null && <RefusalText refusal={refusal} />}</div>
    </div>
  );
}
