import type { InboundMessage } from '../../protocol/index.js';
import { createRate, type Rate } from '../access/rates.js';

type Type = InboundMessage['type'];

/** Of one socket. Cameras send 30 pictures a second at most, and some catch up after a stall. */
const FRAMES: Rate = { perSecond: 60, burst: 180 };
const PINGS: Rate = { perSecond: 10, burst: 30 };
const ACTS: Rate = { perSecond: 10, burst: 40 };
/** Refusals of one socket before it is closed. */
const REFUSALS: Rate = { perSecond: 2, burst: 200 };

export interface MessageLimits {
  /** @throws AppError `rate_limited` */
  take(type: Type): void;
  /** Counts a refusal. @returns whether there were too many */
  isHopeless(): boolean;
}

/** @param isLimited false for who is not counted */
export function createMessageLimits(isLimited: boolean): MessageLimits {
  if (!isLimited) return { take: () => {}, isHopeless: () => false };
  const [frames, pings, acts, refusals] = [FRAMES, PINGS, ACTS, REFUSALS].map(createRate);
  const of = (type: Type) => (type === 'frame' || type === 'facts' ? frames : type === 'ping' ? pings : acts);
  return {
    take: (type) => of(type)?.(''),
    isHopeless() {
      try {
        refusals?.('');
        return false;
      } catch {
        return true;
      }
    },
  };
}
