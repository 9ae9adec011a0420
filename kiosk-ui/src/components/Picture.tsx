import type { ComponentChildren } from 'preact';
import { Boxes } from './Boxes';

interface Props {
  /** Width by height. */
  readonly ratio: number;
  readonly children?: ComponentChildren;
}

/** A picture with the boxes over it, as large as fits in its own proportions. The cart says the same in words. */
export function Picture({ ratio, children }: Props) {
  return (
    <div class="picture-room" aria-hidden="true">
      <div class="picture" style={{ '--ratio': String(ratio) }}>
        {children}
        <Boxes />
      </div>
    </div>
  );
}
