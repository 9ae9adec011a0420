import { useEffect, useRef } from 'preact/hooks';
import { demo } from '../state';
import { Picture } from './Picture';

/** The clip's present frame. */
export function DemoView() {
  const ref = useRef<HTMLCanvasElement>(null);
  const picture = demo.value?.picture ?? null;
  useEffect(() => {
    const canvas = ref.current;
    // A frame already replaced is closed, and has no size any more.
    if (canvas === null || picture === null || picture.width === 0) return;
    if (canvas.width !== picture.width) canvas.width = picture.width;
    if (canvas.height !== picture.height) canvas.height = picture.height;
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
  }, [picture]);
  const ratio = picture === null || picture.height === 0 ? 16 / 9 : picture.width / picture.height;
  return (
    <Picture ratio={ratio}>
      <canvas ref={ref} class="picture-fill" />
    </Picture>
  );
}
