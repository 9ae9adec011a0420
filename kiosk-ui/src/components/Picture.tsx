import type { ComponentChildren } from 'preact';
import { Boxes } from './Boxes';
import { FaceFrame } from './FaceFrame';

interface Props {
  /** Width by height. */
  readonly ratio: number;
  /** As in a mirror, which is how people expect to see themselves. */
  readonly mirrored?: boolean;
  readonly children?: ComponentChildren;
}

/** A picture with the boxes over it, as large as fits in its own proportions. The cart says the same in words. */
export function Picture({ ratio, mirrored = false, children }: Props) {
  return (
    <div class="picture-room" aria-hidden="true">
      <div class={`picture ${mirrored ? 'is-mirrored' : ''}`} style={{ '--ratio': String(ratio) }}>
        {children}
        <Boxes mirrored={mirrored} />
        {/* Another one when the picture is turned over, so that it does not slide across. */}
        <FaceFrame key={String(mirrored)} mirrored={mirrored} />
      </div>
    </div>
  );
}
