import { useId } from 'preact/hooks';
import { Icon } from '../../../components/Icon';

interface Texts {
  readonly label: string;
  readonly hint: string;
}

/** For one file, or for several at once. */
type Props = Texts &
  (
    | { readonly onChoose: (file: File) => void; readonly onChooseAll?: never }
    | { readonly onChooseAll: (files: readonly File[]) => void; readonly onChoose?: never }
  );

/** The browser's own field, under a label that looks as our buttons do. */
export function PictureChooser({ label, hint, onChoose, onChooseAll }: Props) {
  const id = useId();
  return (
    <div class="chooser">
      <input
        id={id}
        class="chooser-input"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple={onChooseAll !== undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // Empty again, so that the same file can be chosen a second time.
          event.currentTarget.value = '';
          if (files.length > 0) onChooseAll?.(files);
          if (files[0] !== undefined) onChoose?.(files[0]);
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
