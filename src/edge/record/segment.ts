/**
 * One recording on the disk: what `replay` plays.
 *
 * `recording.json` says when and by what, `frames/` holds the JPEGs, `index.jsonl` their times, `events.jsonl` what the
 * daemon said meanwhile, `expected.json` what it counted. Readable by its owner only, whole up to the last line at
 * any moment: a picture is written before the line that names it.
 */
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutboundMessage } from '../../protocol/index.js';
import { keptEvent } from './kept-event.js';

export const RECORDING_FILE = 'recording.json';
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

export interface Segment {
  readonly name: string;
  readonly startedAt: number;
  readonly bytes: number;
  addFrame(jpeg: Uint8Array, capturedAt: number): Promise<void>;
  addEvent(message: OutboundMessage, at: number): Promise<void>;
}

/**
 * @param folder that holds the recordings
 * @param startedAt capture time of the first frame, ms since 1970
 */
export async function openSegment(folder: string, startedAt: number, source: string): Promise<Segment> {
  const name = new Date(startedAt).toISOString().replaceAll(':', '-');
  const path = join(folder, name);
  await mkdir(join(path, 'frames'), { recursive: true, mode: PRIVATE_FOLDER });
  const about = { version: 1, started_at: new Date(startedAt).toISOString(), source };
  const basket = new Map<string, number>();
  let bytes = 0;
  let frames = 0;
  let wasToldAnything = false;

  const append = async (file: string, line: unknown) => {
    const text = `${JSON.stringify(line)}\n`;
    bytes += text.length;
    await appendFile(join(path, file), text, { mode: PRIVATE_FILE });
  };
  const writeBasket = () => {
    const lines = [...basket].map(([class_name, quantity]) => ({ class_name, quantity }));
    return write(path, 'expected.json', { basket: lines });
  };
  await write(path, RECORDING_FILE, about);

  return {
    name,
    startedAt,
    get bytes() {
      return bytes;
    },
    async addFrame(jpeg, capturedAt) {
      const file = `${String(frames).padStart(6, '0')}.jpg`;
      frames += 1;
      bytes += jpeg.length;
      await writeFile(join(path, 'frames', file), jpeg, { mode: PRIVATE_FILE });
      await append('index.jsonl', { file, t: Math.round((capturedAt - startedAt) * 10) / 10 });
    },
    async addEvent(message, at) {
      if (!wasToldAnything) await writeBasket();
      wasToldAnything = true;
      await append('events.jsonl', { t: Math.max(0, Math.round(at - startedAt)), event: keptEvent(message) });
      if (message.type !== 'product_detected') return;
      const name = message.product.class_name ?? message.product.id;
      basket.set(name, (basket.get(name) ?? 0) + 1);
      await writeBasket();
    },
  };
}

function write(path: string, file: string, value: unknown): Promise<void> {
  return writeFile(join(path, file), `${JSON.stringify(value)}\n`, { mode: PRIVATE_FILE });
}
