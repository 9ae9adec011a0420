import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';

/** Makes a closed store of this program look like one of schema version 3, which had no audit log. */
export function toSchema3(folder: string): void {
  const db = new DatabaseSync(join(folder, 'yolo1125.db'));
  db.exec(
    'DROP TABLE audit; DROP TABLE learned_views; DROP TABLE learned_products; DROP TABLE devices; PRAGMA user_version = 3;',
  );
  db.close();
}
