import { type Actor, type Product, productAct, type Store } from '../../shop/index.js';
import type { MongoContext } from './context.js';
import { type ProductDoc, toProduct, whole } from './documents.js';
import { added } from './duplicates.js';
import { enterNoted, type Noted, noteAct } from './entering.js';
import { settleHolds } from './holds.js';
import { nextNumber } from './numbers.js';

type ProductPart = Pick<Store, 'listProducts' | 'putProduct' | 'addProduct' | 'changeProduct'>;

/** The catalogue part of the MongoDB store. */
export function mongoProducts(context: MongoContext, actor: Actor): ProductPart {
  const { products } = context;
  const list = () => products.find().sort({ seq: 1 }).toArray();

  function note(before: Product | null, after: Product): Noted | null {
    const act = productAct(before, after);
    return act && noteAct(act, actor);
  }

  async function entered<T>(id: string, noted: Noted | null, result: T): Promise<T> {
    if (noted !== null) await enterNoted(context, 'products', id, noted);
    return result;
  }

  async function add(product: Product): Promise<boolean> {
    const seq = await nextNumber(context, 'products');
    const noted = note(null, product);
    const doc = { _id: product.id, seq, ...fieldsOf(product), holds: {}, acts: noted?.acts ?? {} };
    return (await added(products.insertOne(doc))) && entered(product.id, noted, true);
  }

  /**
   * Changes a product, and notes in the same step what was changed.
   * @returns the product afterwards; null when it was changed by others since `before` was read
   */
  async function change(before: Product, after: Product, isCounted: boolean): Promise<Product | null> {
    const noted = note(before, after);
    const { stock, ...others } = fieldsOf(after);
    // Who says how many there are has counted the shelf: what was in hand before is no matter any more.
    const counted = isCounted ? { stock, holds: {} } : stock === before.stock ? {} : { stock };
    const changed = await products.findOneAndUpdate(
      { _id: before.id, ...fieldsOf(before) },
      { $set: { ...others, ...counted, ...noted?.field } },
      { returnDocument: 'after' },
    );
    return changed && entered(before.id, noted, toProduct(changed));
  }

  async function find(id: string): Promise<Product | null> {
    const doc = await products.findOne({ _id: id });
    return doc && toProduct(doc);
  }

  return {
    async listProducts() {
      const docs = await list();
      // A sale that was cut off keeps its items from everybody until somebody sees it; that is now.
      const settled = docs.some(hasHolds) && (await settleHolds(context, docs));
      return (settled ? await list() : docs).map(toProduct);
    },
    async putProduct(product, stock) {
      for (;;) {
        const before = await find(product.id);
        if (before === null) {
          if (await add(product)) return;
          continue;
        }
        const after = stock === 'keep' ? { ...product, stock: before.stock } : product;
        if (await change(before, after, stock === 'set')) return;
      }
    },
    async addProduct(product) {
      if (await products.findOne({ _id: product.id }, { projection: { _id: 1 } })) return false;
      return add(product);
    },
    async changeProduct(id, { stockChange = 0, ...fields }) {
      const named = given(fields);
      for (;;) {
        const before = await find(id);
        if (before === null) return null;
        const base = named.stock === undefined ? before.stock : named.stock;
        const stock = stockChange === 0 ? base : Math.max(0, (base ?? 0) + stockChange);
        const changed = await change(before, { ...before, ...named, stock }, named.stock !== undefined);
        if (changed !== null) return changed;
      }
    },
  };
}

function hasHolds({ holds }: ProductDoc): boolean {
  return Object.keys(holds).length > 0;
}

export function fieldsOf({ name, price, class_name, yolo_class_id, stock, active }: Product) {
  return {
    name,
    price: whole(price),
    class_name,
    yolo_class_id,
    stock: stock === null ? null : whole(stock),
    active,
  };
}

/** Without the fields that were not named. */
function given<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never;
}
