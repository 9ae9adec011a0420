import type { Product, Store } from '../../shop/index.js';
import type { MongoContext } from './context.js';
import { type ProductDoc, toProduct, whole } from './documents.js';
import { added } from './duplicates.js';
import { settleHolds } from './holds.js';
import { nextNumber } from './numbers.js';

type ProductPart = Pick<Store, 'listProducts' | 'putProduct' | 'addProduct' | 'changeProduct'>;

/** The catalogue part of the MongoDB store. */
export function mongoProducts(context: MongoContext): ProductPart {
  const { products } = context;
  const list = () => products.find().sort({ seq: 1 }).toArray();

  async function add(product: Product): Promise<boolean> {
    const seq = await nextNumber(context, 'products');
    return added(products.insertOne({ _id: product.id, seq, ...fieldsOf(product), holds: {} }));
  }

  return {
    async listProducts() {
      const docs = await list();
      // A sale that was cut off keeps its items from everybody until somebody sees it; that is now.
      const settled = docs.some(hasHolds) && (await settleHolds(context, docs));
      return (settled ? await list() : docs).map(toProduct);
    },
    async putProduct(product, stock) {
      const { stock: counted, ...others } = fieldsOf(product);
      // Who says how many there are has counted the shelf: what was in hand before is no matter any more.
      const change = stock === 'keep' ? others : { ...others, stock: counted, holds: {} };
      for (;;) {
        const { matchedCount } = await products.updateOne({ _id: product.id }, { $set: change });
        if (matchedCount > 0 || (await add(product))) return;
      }
    },
    async addProduct(product) {
      if (await products.findOne({ _id: product.id }, { projection: { _id: 1 } })) return false;
      return add(product);
    },
    async changeProduct(id, { stockChange = 0, ...change }) {
      const named = given(change);
      for (;;) {
        const doc = await products.findOne({ _id: id });
        if (doc === null) return null;
        const before = toProduct(doc).stock;
        const base = named.stock === undefined ? before : named.stock;
        const stock = stockChange === 0 ? base : Math.max(0, (base ?? 0) + stockChange);
        const counted = named.stock === undefined ? {} : { holds: {} };
        const changed = await products.findOneAndUpdate(
          // A sale meanwhile has changed the stock; then from the start.
          { _id: id, stock: before },
          { $set: { ...writable(named), ...counted, stock: stock === null ? null : whole(stock) } },
          { returnDocument: 'after' },
        );
        if (changed !== null) return toProduct(changed);
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

function writable<T extends { readonly price?: number }>(change: T): T {
  return change.price === undefined ? change : { ...change, price: whole(change.price) };
}

/** Without the fields that were not named. */
function given<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never;
}
