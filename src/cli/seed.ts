import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { DEMO_CATALOGUE, parseSeedFile, type SeedChange, seedProducts } from '../shop/index.js';
import { CliError, print } from './fail.js';
import { settings } from './settings.js';
import { type StoreFlags, withStore } from './store.js';

interface SeedFlags extends StoreFlags {
  readonly file?: string;
  readonly restock?: boolean;
}

export function seedCommand(): Command {
  return new Command('seed')
    .option('--file <file>', 'products.json or products.csv')
    .option('--restock', 'also set the stock of products that are already there')
    .addOption(settings.data())
    .addOption(settings.store())
    .addHelpText(
      'after',
      `
The list: columns (or keys) id, name, price in whole NT$, and optionally class_name, yolo_class_id, stock, active.
Running it again changes nothing; a running daemon sees the change at once.

Examples:
  $ yolo1125 seed
  $ yolo1125 seed --file products.csv
  id,name,price,class_name,stock
  green-tea,綠茶,25,green-tea,48`,
    )
    .action(seed);
}

async function seed({ file, restock, ...flags }: SeedFlags): Promise<void> {
  const products = file === undefined ? DEMO_CATALOGUE : await readList(file);
  await withStore(flags, async (store) => {
    const changes = await seedProducts(store, products, restock);
    for (const change of changes) print(describe(change));
    const count = (kind: SeedChange['kind']) => changes.filter((change) => change.kind === kind).length;
    print(`${count('added')} added, ${count('changed')} changed, ${count('unchanged')} unchanged`);
  });
}

async function readList(file: string) {
  const format = /\.(json|csv)$/i.exec(file)?.[1]?.toLowerCase();
  if (format !== 'json' && format !== 'csv') throw new CliError(`${file}: give a .json or .csv file`, 2);
  const bytes = await readFile(file).catch((error: Error) => {
    throw new CliError(`${file} cannot be read: ${error.message}`);
  });
  return parseSeedFile(decodeUtf8(bytes, file), format);
}

/** Spreadsheets may write Big5; read as UTF-8 it would fill the shop with unreadable names. */
function decodeUtf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CliError(`${file} is not UTF-8 text; save it as "CSV UTF-8"`);
  }
}

function describe({ product, kind, fields }: SeedChange): string {
  const mark = { added: '+', changed: '~', unchanged: ' ' }[kind];
  const what = fields
    .map(({ name, before, after }) => `${name} ${before ?? '–'} → ${after ?? '–'}`)
    .join(', ');
  const facts = kind === 'changed' ? what : `NT$${product.price}`;
  return `${mark} ${product.id}  ${product.name}  ${facts}`;
}
