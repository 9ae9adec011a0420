import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/index.js';
import { temporaryFolder } from '../support/folder.js';
import { draft, member, product } from '../support/shop.js';
import { ownerContract } from './owner-contract.js';
import { peopleContract } from './people-contract.js';
import { salesContract } from './sales-contract.js';
import { storeContract } from './store-contract.js';

const root = mkdtempSync(join(tmpdir(), 'yolo1125-store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;

async function openNew() {
  folders += 1;
  return openSqliteStore(join(root, String(folders)));
}
storeContract('the embedded store', openNew);
peopleContract('the embedded store', openNew);
ownerContract('the embedded store', openNew);
salesContract('the embedded store', openNew);

describe('the embedded store on disk', () => {
  it('is readable by its owner only', async () => {
    const folder = join(temporaryFolder(), 'data');
    const store = openSqliteStore(folder);
    await store.putProduct(product('tea', 25), 'set');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
    await store.close();
  });

  it('leaves the mode of a folder that was there before alone', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    await openSqliteStore(folder).close();
    expect(statSync(folder).mode & 0o777).toBe(0o755);
    expect(statSync(join(folder, 'yolo1125.db')).mode & 0o777).toBe(0o600);
  });

  it('keeps everything when it is closed and opened again, and by two at once', async () => {
    const folder = temporaryFolder();
    const first = openSqliteStore(folder);
    const second = openSqliteStore(folder);
    await first.putProduct(product('tea', 25), 'set');
    await first.registerMember({ ...member(), id: 'm1' }, null);
    await second.commitOrder(draft('m1'));
    await first.close();
    await second.close();
    const again = openSqliteStore(folder);
    expect(await again.listOrders('m1')).toHaveLength(1);
    await again.close();
  });

  it('refuses a file of a newer program, and a file that is no database, naming what is wrong', () => {
    const newer = temporaryFolder();
    const db = new DatabaseSync(join(newer, 'yolo1125.db'));
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(() => openSqliteStore(newer)).toThrow(/schema version 99.*update yolo1125/);

    const broken = temporaryFolder();
    writeFileSync(join(broken, 'yolo1125.db'), 'this is no database'.repeat(100));
    expect(() => openSqliteStore(broken)).toThrow(/not a database/);
  });

  it('says store_unavailable when the database fails, and tells the log what it said', async () => {
    const faults: unknown[] = [];
    const store = openSqliteStore(temporaryFolder(), (fault) => faults.push(fault));
    await store.close();
    await expect(store.commitOrder(draft('m1'))).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(faults).toHaveLength(1);
  });
});
