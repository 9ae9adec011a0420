import { useEffect, useRef } from 'preact/hooks';
import { Picture } from './Picture';

interface Props {
  /** Null while there is none. */
  readonly bitmap: ImageBitmap | null;
  readonly mirrored?: boolean;
}

/** A picture that did not come from this computer's own camera. */
export function BitmapView({ bitmap, mirrored = false }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    // A picture already replaced is closed, and has no size any more.
    if (canvas === null || bitmap === null || bitmap.width === 0) return;
    if (canvas.width !== bitmap.width) canvas.width = bitmap.width;
    if (canvas.height !== bitmap.height) canvas.height = bitmap.height;
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  }, [bitmap]);
  const ratio = bitmap === null || bitmap.height === 0 ? 16 / 9 : bitmap.width / bitmap.height;
  return (
    <Picture ratio={ratio} mirrored={mirrored}>
      <canvas ref={ref} class="picture-fill" />
    </Picture>
  );
}
