import { Command } from 'commander';
import { AppError } from '../protocol/index.js';
import { copyStore, type StorePlace, type Tally } from '../store/index.js';
import { CliError, print } from './fail.js';
import { storeAddress } from './settings.js';
import { describePlace } from './store.js';

export function storeCommand(): Command {
  return new Command('store').addCommand(copyCommand());
}

function copyCommand(): Command {
  const place = 'data folder, or mongodb://host/name';
  return new Command('copy')
    .description('Copy a whole shop into an empty store and compare the two.')
    .argument('<from>', place)
    .argument('<to>', place)
    .addHelpText(
      'after',
      `
Stop the daemon first: a shop that changes meanwhile is not copied. All of it is copied or nothing, and a copy that was cut
off is begun anew by the same command. Faces stay sealed; the master key is a file (<data>/master.key) and stays where it is:
serve the copy with the same --data or --key-file.

Examples:
  $ yolo1125 store copy data mongodb://127.0.0.1:27017/shop
  $ yolo1125 store copy mongodb://127.0.0.1:27017/shop restored`,
    )
    .action(copy);
}

async function copy(from: string, to: string): Promise<void> {
  const [source, target] = [placeNamed(from), placeNamed(to)];
  const tally = await copyStore(source, target).catch((error: Error) => {
    throw error instanceof AppError ? error : new CliError(error.message);
  });
  for (const line of describe(tally)) print(line);
  print(`copied from ${describePlace(source)} to ${describePlace(target)}, read back and compared`);
}

function placeNamed(text: string): StorePlace {
  if (!text.startsWith('mongodb')) return { dataDir: text, mongoUri: null };
  try {
    return { dataDir: '', mongoUri: storeAddress(text) };
  } catch (error) {
    throw new CliError((error as Error).message, 2);
  }
}

function describe({ rows, stock, takings, items }: Tally): readonly string[] {
  return [
    `${rows.products} products, ${rows.pictures} pictures, ${rows.learned} learned by sight, ${stock} items on the shelves`,
    `${rows.members} members, ${rows.faces} faces`,
    `${rows.orders} sales, ${items} items, NT$${takings}`,
    `${rows.visits} open and ${rows.heldCarts} held carts`,
  ];
}
