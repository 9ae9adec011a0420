/** Valid files made wrong: JPEGs whose headers lie, binary frames, files of models. */
import { encodeFrame } from '../../../src/protocol/index.js';
import type { Dice } from './dice.js';

/** Marks of a JPEG after which lengths and sizes stand. */
const START_OF_FRAME = [0xc0, 0xc1, 0xc2];

/** Cuts, flips, repeats or overwrites bytes, whatever they mean. */
export function spoilBytes(dice: Dice, bytes: Uint8Array): Buffer {
  const spoiled = Buffer.from(bytes);
  switch (dice.below(5)) {
    case 0:
      return spoiled.subarray(0, dice.below(spoiled.length + 1));
    case 1:
      for (let count = 1 + dice.below(20); count > 0; count -= 1)
        spoiled[dice.below(spoiled.length)] = dice.below(256);
      return spoiled;
    case 2: {
      const at = dice.below(spoiled.length);
      spoiled.fill(
        dice.pick([0x00, 0xff, 0x80, 0x7f]),
        at,
        Math.min(spoiled.length, at + 1 + dice.below(64)),
      );
      return spoiled;
    }
    case 3: {
      const at = dice.below(spoiled.length);
      const piece = spoiled.subarray(at, at + dice.below(200));
      return Buffer.concat([spoiled.subarray(0, at), piece, piece, spoiled.subarray(at)]);
    }
    default:
      return Buffer.concat([spoiled, Buffer.alloc(dice.below(5_000), dice.below(256))]);
  }
}

/** A JPEG that says it is enormous, empty or of strange samples, or is damaged anywhere, or is no JPEG. */
export function spoilJpeg(dice: Dice, jpeg: Uint8Array): Buffer {
  const luck = dice.roll();
  if (luck < 0.2) return lieAboutSize(dice, jpeg);
  if (luck < 0.3) return dice.pick(NO_JPEG);
  return spoilBytes(dice, jpeg);
}

function lieAboutSize(dice: Dice, jpeg: Uint8Array): Buffer {
  const lying = Buffer.from(jpeg);
  for (let at = 2; at + 9 < lying.length && lying[at] === 0xff; at += 2 + lying.readUInt16BE(at + 2)) {
    if (!START_OF_FRAME.includes(lying[at + 1] ?? 0)) continue;
    lying[at + 4] = dice.pick([8, 12, 0, 255]);
    lying.writeUInt16BE(dice.pick([0, 1, 64, 20_000, 65_500, 65_535]), at + 5);
    lying.writeUInt16BE(dice.pick([0, 1, 64, 20_000, 65_500, 65_535]), at + 7);
    lying[at + 9] = dice.pick([1, 3, 4, 0, 255]);
    break;
  }
  return lying;
}

const NO_JPEG = [
  Buffer.alloc(0),
  Buffer.from([0xff]),
  Buffer.from([0xff, 0xd8, 0xff]),
  Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
  Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9999" height="9999"/>'),
  Buffer.from('89504e470d0a1a0a0000000d494844520000ffff0000ffff0806000000', 'hex'),
  Buffer.from('GIF89a'),
  Buffer.from('RIFF\u00ff\u00ff\u00ff\u007fWEBPVP8 ', 'latin1'),
];

/** A binary frame whose head, or whose picture, is wrong. */
export function spoilEnvelope(dice: Dice, seq: number, jpeg: Uint8Array): Buffer {
  if (dice.roll() < 0.6)
    return Buffer.from(encodeFrame({ seq, timestamp: Date.now(), jpeg: spoilJpeg(dice, jpeg) }));
  const frame = Buffer.from(encodeFrame({ seq, timestamp: Date.now(), jpeg }));
  switch (dice.below(4)) {
    case 0:
      return frame.subarray(0, dice.below(18));
    case 1:
      frame[dice.below(4)] = dice.below(256);
      return frame;
    case 2:
      frame.writeDoubleLE(dice.pick([Number.NaN, Number.POSITIVE_INFINITY, -1, 1e300, 8.65e15, 0]), 8);
      return frame;
    default:
      return spoilBytes(dice, frame.subarray(0, 16));
  }
}
