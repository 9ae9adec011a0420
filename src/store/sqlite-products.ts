import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Product, Store } from '../shop/index.js';

interface ProductRow extends Omit<Product, 'active'> {
  readonly active: 0 | 1;
}

/** The catalogue part of the embedded store. */
export function sqliteProducts(db: DatabaseSyncInstance): Pick<Store, 'listProducts' | 'putProduct'> {
  const list = db.prepare(
    'SELECT id, name, price, class_name, yolo_class_id, stock, active FROM products ORDER BY seq',
  );
  const put = db.prepare(`
    INSERT INTO products (id, name, price, class_name, yolo_class_id, stock, active)
    VALUES ($id, $name, $price, $class_name, $yolo_class_id, $stock, $active)
    ON CONFLICT (id) DO UPDATE SET
      name = excluded.name, price = excluded.price, class_name = excluded.class_name,
      yolo_class_id = excluded.yolo_class_id, active = excluded.active,
      stock = CASE $keep_stock WHEN 1 THEN products.stock ELSE excluded.stock END`);
  return {
    async listProducts() {
      return (list.all() as unknown as ProductRow[]).map((row) => ({ ...row, active: row.active === 1 }));
    },
    async putProduct(product, stock) {
      put.run({
        $id: product.id,
        $name: product.name,
        $price: product.price,
        $class_name: product.class_name,
        $yolo_class_id: product.yolo_class_id,
        $stock: product.stock,
        $active: product.active ? 1 : 0,
        $keep_stock: stock === 'keep' ? 1 : 0,
      });
    },
  };
}
