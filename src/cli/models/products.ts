/** The classes of a model beside the catalogue, and products for those that nobody sells. */
import { createInterface } from 'node:readline/promises';
import {
  type ClassNames,
  compareWithModel,
  type Product,
  ProductInput,
  type SoldClass,
  type Store,
  seedProducts,
  soldClasses,
} from '../../shop/index.js';
import { print } from '../fail.js';
import { confirm } from '../prompt.js';
import { type StoreFlags, withStore } from '../store.js';

export interface ProductOffer {
  readonly createMissing?: boolean;
  readonly price?: number;
  /** False: not even asked. */
  readonly create: boolean;
}

/** A class that stands for packages of any kind: it finds what was learned, and is no product itself. */
const ANY_PACKAGE = 'package';

export function offerProducts(flags: StoreFlags & ProductOffer, classes: ClassNames): Promise<void> {
  return withStore(flags, async (store) => {
    const products = await store.listProducts();
    const sold = soldClasses(products, classes);
    for (const line of asTable(sold)) print(line);
    for (const { id, name } of compareWithModel(products, classes).unseen)
      print(`  not seen by it: ${name} (${id})`);
    const missing = sold.filter(({ product, className }) => !product && className !== ANY_PACKAGE);
    if (missing.length === 0 || !flags.create) return;
    const created = flags.createMissing
      ? missing.map((sold) => ({ ...sold, price: flags.price ?? 0 }))
      : await ask(missing);
    await create(store, products, created);
  });
}

export function asTable(sold: readonly SoldClass[]): readonly string[] {
  const width = Math.max(5, ...sold.map(({ className }) => className.length));
  const rows = sold.map(({ classId, className, product }) => {
    const what = product
      ? `${product.name} (${product.id})  NT$${product.price}`
      : className === ANY_PACKAGE
        ? 'any package; never sold by itself'
        : 'MISSING: nothing is sold for it';
    return `  ${String(classId).padStart(3)}  ${className.padEnd(width)}  ${what}`;
  });
  return [`  ${'no.'.padStart(3)}  ${'class'.padEnd(width)}  product`, ...rows];
}

type Priced = SoldClass & { readonly price: number };

/** On a terminal: whether at all, then each price. Elsewhere nothing is created. */
async function ask(missing: readonly SoldClass[]): Promise<readonly Priced[]> {
  if (!process.stdin.isTTY) {
    print(`${missing.length} class(es) have no product; --create-missing --price N creates them`);
    return [];
  }
  if (!(await confirm(`Create ${missing.length} product(s)?`, '--create-missing or --no-create'))) return [];
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const priced: Priced[] = [];
  try {
    for (const sold of missing) {
      const answer = await terminal.question(`Price of ${sold.className}, whole NT$ (empty: not this one): `);
      if (/^\d{1,7}$/.test(answer.trim())) priced.push({ ...sold, price: Number(answer) });
    }
  } finally {
    terminal.close();
  }
  return priced;
}

async function create(store: Store, known: readonly Product[], created: readonly Priced[]): Promise<void> {
  const ids = new Set(known.map(({ id }) => id));
  const products = created.map(({ classId, className, price }) => {
    const id = freeId(className, classId, ids);
    ids.add(id);
    return ProductInput.parse({ id, name: className, price, class_name: className, yolo_class_id: classId });
  });
  await seedProducts(store, products);
  for (const { id, name, price } of products) print(`+ ${id}  ${name}  NT$${price}`);
  if (products.length > 0) print('names and pictures of products are changed on the page /admin');
}

/** The class's name where it can be an id, else its number. */
function freeId(className: string, classId: number, taken: ReadonlySet<string>): string {
  const plain =
    className
      .toLowerCase()
      .replace(/[^a-z0-9_-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 56) || `class-${classId}`;
  if (!taken.has(plain)) return plain;
  for (let count = 2; ; count += 1) if (!taken.has(`${plain}-${count}`)) return `${plain}-${count}`;
}
