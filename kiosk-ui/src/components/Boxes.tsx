import { sight } from '../state';
import type { DetectionView } from '../types';
import { Icon } from './Icon';

interface BoxProps {
  readonly detection: DetectionView;
  readonly width: number;
  readonly height: number;
}

/** Nearer to the top edge than this (in %), the label goes inside of its box. */
const LABEL_ROOM = 9;

function Box({ detection, width, height }: BoxProps) {
  const [x1, y1, x2, y2] = detection.box;
  const top = (y1 / height) * 100;
  const place = {
    left: `${(x1 / width) * 100}%`,
    top: `${top}%`,
    width: `${((x2 - x1) / width) * 100}%`,
    height: `${((y2 - y1) / height) * 100}%`,
  };
  const sides = `${top < LABEL_ROOM ? 'is-inside' : ''} ${x1 + x2 > width ? 'is-right' : ''}`;
  const name = detection.product?.name;
  const className = name === detection.class_name ? undefined : detection.class_name;
  return (
    <div class={`box ${detection.counted ? 'is-counted' : ''}`} style={place}>
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
export function Boxes() {
  const seen = sight.value;
  if (seen === null) return null;
  return (
    <div class="boxes">
      {seen.detections
        .filter(({ track_id }) => track_id !== null)
        .map((detection) => (
          <Box key={detection.track_id} detection={detection} width={seen.width} height={seen.height} />
        ))}
    </div>
  );
}
