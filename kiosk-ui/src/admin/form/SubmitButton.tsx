import { texts } from '../i18n';

interface Props {
  readonly busy: boolean;
  readonly busyText?: string;
  readonly children: string;
}

export function SubmitButton({ busy, busyText, children }: Props) {
  return (
    <button type="submit" class="button primary" aria-disabled={busy}>
      {busy ? (busyText ?? texts.value.common.saving) : children}
    </button>
  );
}
