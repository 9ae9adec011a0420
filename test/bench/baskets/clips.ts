/** Clips of scripted baskets: which there are, and what each must give. `training/baskets` composes them. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Expected = z.object({
  cart: z.enum(['scan', 'tray']).default('scan'),
  /** Of script; its name where a clip says none. */
  kind: z.string().optional(),
  /** Tray: items that the script takes away again. */
  taken_away: z.int().default(0),
  basket: z.array(z.object({ class_name: z.string(), quantity: z.int() })),
});

export interface BasketClip {
  readonly name: string;
  readonly folder: string;
  readonly kind: string;
  readonly cart: 'scan' | 'tray';
  readonly takenAway: number;
  /** Items by class name. */
  readonly basket: ReadonlyMap<string, number>;
}

/** All clips of a folder, in the order of their names. Folders without `expected.json` are none. */
export async function findClips(root: string): Promise<readonly BasketClip[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const clips = await Promise.all(names.sort().map((name) => readClip(join(root, name), name)));
  return clips.filter((clip) => clip !== null);
}

async function readClip(folder: string, name: string): Promise<BasketClip | null> {
  const text = await readFile(join(folder, 'expected.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const { cart, kind, taken_away, basket } = Expected.parse(JSON.parse(text));
  const lines = basket.map(({ class_name, quantity }) => [class_name, quantity] as const);
  return { name, folder, kind: kind ?? name, cart, takenAway: taken_away, basket: new Map(lines) };
}
