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
  const name = detection.product?.name;
  const className = name === detection.class_name ? undefined : detection.class_name;
  return (
    <div class={`box ${detection.counted ? 'is-counted' : ''}`} style={cssOf(place)}>
      <span class={`box-label ${sides}`}>
        {detection.counted && <Icon name="check" />}
        {name !== undefined && <strong>{name}</strong>}
        {className !== undefined && <span>{className}</span>}
        <span class="number">{Math.round(detection.confidence * 100)}%</span>
      </span>
    </div>
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
