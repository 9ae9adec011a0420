import { demo } from '../state';
import { BitmapView } from './BitmapView';

/** The clip's present frame. */
export function DemoView() {
  return <BitmapView bitmap={demo.value?.picture ?? null} />;
}
