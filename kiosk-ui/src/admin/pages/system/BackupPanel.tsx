import { texts } from '../../i18n';
import { DownloadButton } from '../../parts/DownloadButton';
import { Panel } from '../../parts/Panel';

export function BackupPanel() {
  const t = texts.value.system;
  return (
    <Panel title={t.backup}>
      <p>{t.backupText}</p>
      <p class="note is-warning">{t.backupCare}</p>
      <div class="form-foot">
        <DownloadButton path="backup" fallback="yolo1125-backup.sqlite">
          {t.download}
        </DownloadButton>
      </div>
    </Panel>
  );
}
