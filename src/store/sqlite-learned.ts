import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { type LearnedProduct, learnedAct, type Store, unlearnedAct } from '../shop/index.js';
import { bytesOfFloats, floatsOfBytes } from './floats.js';
import type { Enter } from './sqlite-audit.js';
import { inTransaction } from './sqlite-transaction.js';

type LearnedPart = Pick<Store, 'putLearned' | 'removeLearned' | 'findLearned' | 'listLearned'>;

interface ViewRow extends Pick<LearnedProduct, 'embedder' | 'version'> {
  readonly jpeg: Uint8Array;
  readonly vector: Uint8Array;
}

/** What was learned of products, in the embedded store. */
export function sqliteLearned(db: DatabaseSyncInstance, enter: Enter): LearnedPart {
  const { read, write } = learnedRows(db);
  const isKnown = db.prepare('SELECT 1 FROM products WHERE id = ?');
  const versionOf = db.prepare('SELECT version FROM learned_products WHERE product_id = ?');
  const drop = db.prepare('DELETE FROM learned_products WHERE product_id = ?');
  const list = db.prepare('SELECT product_id AS id, version FROM learned_products');
  return {
    async putLearned(learned, before) {
      return inTransaction(db, () => {
        const { productId } = learned;
        if (isKnown.get(productId) === undefined) return 'unknown';
        const now = versionOf.get(productId) as { version: string } | undefined;
        if ((now?.version ?? null) !== before) return 'overtaken';
        drop.run(productId);
        write(learned);
        enter(learnedAct(learned));
        return 'stored';
      });
    },
    async removeLearned(productId) {
      return inTransaction(db, () => {
        if (Number(drop.run(productId).changes) === 0) return false;
        enter(unlearnedAct(productId));
        return true;
      });
    },
    async findLearned(productId) {
      return read(productId);
    },
    async listLearned() {
      const rows = list.all() as unknown as { id: string; version: string }[];
      return new Map(rows.map(({ id, version }) => [id, version]));
    },
  };
}

/** Reading and writing one product's rows. */
export function learnedRows(db: DatabaseSyncInstance): {
  readonly read: (productId: string) => LearnedProduct | null;
  readonly write: (learned: LearnedProduct) => void;
} {
  // One statement, because another process may change both tables between two.
  const find = db.prepare(`
    SELECT embedder, version, jpeg, vector FROM learned_products JOIN learned_views USING (product_id)
    WHERE product_id = ? ORDER BY position`);
  const add = db.prepare('INSERT INTO learned_products (product_id, embedder, version) VALUES (?, ?, ?)');
  const addView = db.prepare(
    'INSERT INTO learned_views (product_id, position, jpeg, vector) VALUES (?, ?, ?, ?)',
  );
  return {
    read(productId) {
      const rows = find.all(productId) as unknown as ViewRow[];
      const [first] = rows;
      if (first === undefined) return null;
      const views = rows.map(({ jpeg, vector }) => ({ jpeg, vector: floatsOfBytes(vector) }));
      return { productId, embedder: first.embedder, version: first.version, views };
    },
    write({ productId, embedder, version, views }) {
      add.run(productId, embedder, version);
      views.forEach(({ jpeg, vector }, position) => {
        addView.run(productId, position, jpeg, bytesOfFloats(vector));
      });
    },
  };
}
