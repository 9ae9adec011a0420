import { useId } from 'preact/hooks';
import { Icon } from '../../../components/Icon';

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly onChoose: (file: File) => void;
}

/** The browser's own field, under a label that looks as our buttons do. */
export function PictureChooser({ label, hint, onChoose }: Props) {
  const id = useId();
  return (
    <div class="chooser">
      <input
        id={id}
        class="chooser-input"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // Empty again, so that the same file can be chosen a second time.
          event.currentTarget.value = '';
          if (file !== undefined) onChoose(file);
        }}
      />
      <label for={id} class="button">
        <Icon name="camera" />
        {label}
      </label>
      <p id={`${id}-hint`} class="entry-hint">
        {hint}
      </p>
    </div>
  );
}
