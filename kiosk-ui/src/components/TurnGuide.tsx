import type { TurnSide } from '../types';

interface Props {
  readonly side: TurnSide;
  /** 0 … 1. */
  readonly progress: number;
}

/**
 * A head that turns, inside of a ring that fills. Drawn turning to the left of the screen, as the customer's mirror
 * image would; for the right it is flipped.
 */
export function TurnGuide({ side, progress }: Props) {
  const filled = Math.round(Math.min(1, Math.max(0, progress)) * 100);
  return (
    <svg class={`guide is-${side}`} viewBox="0 0 120 120" aria-hidden="true" focusable="false">
      <circle class="guide-ring" cx="60" cy="60" r="54" />
      <circle
        class="guide-ring is-filled"
        cx="60"
        cy="60"
        r="54"
        pathLength="100"
        stroke-dasharray={`${filled} 100`}
      />
      <g class="guide-flip">
        <path class="guide-head" d="M60 26c15 0 24 11 24 27 0 20-11 37-24 37S36 73 36 53c0-16 9-27 24-27z" />
        <g class="guide-look">
          <path d="M50 51v4M70 51v4M60 54v11h-4M52 75q8 5 16 0" />
        </g>
        <path class="guide-arrow" d="M28 60H10M18 51l-9 9 9 9" />
      </g>
    </svg>
  );
}
