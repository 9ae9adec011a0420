import { PACKAGE_CLASS } from '../../../src/protocol/package-class';
import { texts } from '../i18n';
import { cssOf, placeOf } from '../place';
import { sight } from '../state';
import type { DetectionView, Size } from '../types';
import { Icon } from './Icon';

interface BoxProps {
  readonly detection: DetectionView;
  readonly frame: Size;
  readonly mirrored: boolean;
}

/** Nearer to the top edge than this (in %), the label goes inside of its box. */
const LABEL_ROOM = 9;

function Box({ detection, frame, mirrored }: BoxProps) {
  const place = placeOf(detection.box, frame, mirrored);
  const isRight = place.left + place.width / 2 > 50;
  const sides = `${place.top < LABEL_ROOM ? 'is-inside' : ''} ${isRight ? 'is-right' : ''}`;
  const look = detection.counted ? 'is-counted' : detection.unknown ? 'is-unknown' : '';
  return (
    <div class={`box ${look}`} style={cssOf(place)}>
      <span class={`box-label ${sides}`}>
        <Label detection={detection} />
      </span>
    </div>
  );
}

function Label({
  detection: { product, class_name, confidence, counted, unknown },
}: Pick<BoxProps, 'detection'>) {
  const t = texts.value.stage;
  if (unknown)
    return (
      <>
        <Icon name="alert" />
        <strong>{t.unknown}</strong>
      </>
    );
  // That something lies there is no name of it.
  const className = class_name === PACKAGE_CLASS ? (product === null ? t.looking : undefined) : class_name;
  return (
    <>
      {counted && <Icon name="check" />}
      {product !== null && <strong>{product.name}</strong>}
      {className !== undefined && className !== product?.name && <span>{className}</span>}
      <span class="number">{Math.round(confidence * 100)}%</span>
    </>
  );
}

/** What the last analysed frame showed, over the picture; what the tracker does not follow is a mere guess. */
export function Boxes({ mirrored }: { mirrored: boolean }) {
  const seen = sight.value;
  if (seen === null) return null;
  return (
    <div class="boxes">
      {seen.detections
        .filter(({ track_id }) => track_id !== null)
        .map((detection) => (
          <Box key={detection.track_id} detection={detection} frame={seen} mirrored={mirrored} />
        ))}
    </div>
  );
}
