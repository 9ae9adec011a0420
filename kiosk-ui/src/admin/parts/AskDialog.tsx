import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Modal } from '../../components/Modal';
import { ErrorSummary } from '../form/ErrorSummary';
import type { Form } from '../form/use-form';
import { texts } from '../i18n';

interface Props<V extends object> {
  readonly title: string;
  readonly form: Form<V>;
  readonly confirm: string;
  /** It cannot be undone. */
  readonly isDanger?: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A second look before something is done, or a few fields. The focus starts where `data-first-focus` is. */
export function AskDialog<V extends object>({ title, form, confirm, isDanger, onClose, children }: Props<V>) {
  const t = texts.value.common;
  const id = useId();
  return (
    <Modal titleId={id} onClose={() => !form.busy && onClose()}>
      <form class="form" noValidate onSubmit={form.submit}>
        <h2 id={id} class="modal-title">
          {title}
        </h2>
        <ErrorSummary form={form} />
        {children}
        <div class="modal-actions">
          <button type="button" class="button" disabled={form.busy} onClick={onClose}>
            {t.cancel}
          </button>
          <button type="submit" class={`button ${isDanger ? 'danger' : 'primary'}`} aria-disabled={form.busy}>
            {form.busy ? t.saving : confirm}
          </button>
        </div>
      </form>
    </Modal>
  );
}
