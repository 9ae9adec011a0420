import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Product, productAct, type Store } from '../shop/index.js';
import type { Enter } from './sqlite-audit.js';
import { inTransaction } from './sqlite-transaction.js';

type ProductPart = Pick<Store, 'listProducts' | 'putProduct' | 'addProduct' | 'changeProduct'>;

interface ProductRow extends Omit<Product, 'active'> {
  readonly active: 0 | 1;
}

const COLUMNS = 'id, name, price, class_name, yolo_class_id, stock, active';
const INSERT = `INSERT INTO products (${COLUMNS})
  VALUES ($id, $name, $price, $class_name, $yolo_class_id, $stock, $active)`;

/** The catalogue part of the embedded store. */
export function sqliteProducts(db: DatabaseSyncInstance, enter: Enter): ProductPart {
  const list = db.prepare(`SELECT ${COLUMNS} FROM products ORDER BY seq`);
  const find = db.prepare(`SELECT ${COLUMNS} FROM products WHERE id = ?`);
  const add = db.prepare(`${INSERT} ON CONFLICT (id) DO NOTHING`);
  const put = db.prepare(`${INSERT}
    ON CONFLICT (id) DO UPDATE SET
      name = excluded.name, price = excluded.price, class_name = excluded.class_name,
      yolo_class_id = excluded.yolo_class_id, active = excluded.active,
      stock = CASE $keep_stock WHEN 1 THEN products.stock ELSE excluded.stock END`);

  const current = (id: string): Product | null => {
    const row = find.get(id) as ProductRow | undefined;
    return row === undefined ? null : toProduct(row);
  };

  function enterChange(before: Product | null, after: Product): void {
    const act = productAct(before, after);
    if (act !== null) enter(act);
  }

  return {
    async listProducts() {
      return (list.all() as unknown as ProductRow[]).map(toProduct);
    },
    async putProduct(product, stock) {
      inTransaction(db, () => {
        const before = current(product.id);
        put.run({ ...parametersOf(product), $keep_stock: stock === 'keep' ? 1 : 0 });
        enterChange(before, current(product.id) ?? product);
      });
    },
    async addProduct(product) {
      return inTransaction(db, () => {
        if (Number(add.run(parametersOf(product)).changes) === 0) return false;
        enterChange(null, product);
        return true;
      });
    },
    async changeProduct(id, { stockChange = 0, ...change }) {
      return inTransaction(db, () => {
        const before = current(id);
        if (before === null) return null;
        const changed = { ...before, ...given(change) };
        const product =
          stockChange === 0
            ? changed
            : { ...changed, stock: Math.max(0, (changed.stock ?? 0) + stockChange) };
        put.run({ ...parametersOf(product), $keep_stock: 0 });
        enterChange(before, product);
        return product;
      });
    },
  };
}

function toProduct(row: ProductRow): Product {
  return { ...row, active: row.active === 1 };
}

function parametersOf({ id, name, price, class_name, yolo_class_id, stock, active }: Product) {
  return {
    $id: id,
    $name: name,
    $price: price,
    $class_name: class_name,
    $yolo_class_id: yolo_class_id,
    $stock: stock,
    $active: active ? 1 : 0,
  };
}

/** Without the fields that were not named. */
function given<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never;
}
