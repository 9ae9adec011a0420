import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { ProductPicture, Store } from '../shop/index.js';

/** The products' pictures in the embedded store, apart from the catalogue that every frame asks for. */
export function sqlitePictures(
  db: DatabaseSyncInstance,
): Pick<Store, 'putProductPicture' | 'findProductPicture' | 'listProductPictures'> {
  const put = db.prepare(`
    INSERT OR REPLACE INTO product_pictures (product_id, jpeg, version) SELECT id, ?, ? FROM products WHERE id = ?`);
  const drop = db.prepare('DELETE FROM product_pictures WHERE product_id = ?');
  const isKnown = db.prepare('SELECT 1 FROM products WHERE id = ?');
  const find = db.prepare('SELECT jpeg, version FROM product_pictures WHERE product_id = ?');
  const list = db.prepare('SELECT product_id AS id, version FROM product_pictures');
  return {
    async putProductPicture(id, picture) {
      if (picture !== null) return Number(put.run(picture.jpeg, picture.version, id).changes) > 0;
      drop.run(id);
      return isKnown.get(id) !== undefined;
    },
    async findProductPicture(id) {
      return (find.get(id) as ProductPicture | undefined) ?? null;
    },
    async listProductPictures() {
      const rows = list.all() as unknown as { id: string; version: string }[];
      return new Map(rows.map(({ id, version }) => [id, version]));
    },
  };
}
