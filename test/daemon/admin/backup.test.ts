/** A copy of the shop on the owner's computer: whole, and nothing of it is left behind. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { openSqliteStore } from '../../../src/store/index.js';
import { sharedDaemon, startDaemon, until } from '../../support/daemon.js';
import { temporaryFolder } from '../../support/folder.js';
import { type Owner, signInAsOwner } from '../../support/owner.js';
import { sell } from '../../support/shopper.js';

const shop = sharedDaemon();
let owner: Owner;
beforeAll(async () => {
  owner = await signInAsOwner(shop.daemon.url);
});

const left = () => readdirSync(shop.daemon.data).filter((name) => !/^yolo1125\.db(-wal|-shm)?$/.test(name));

/** Files that the daemon holds open although they have no name any more; Linux tells. */
function openWithoutName(): readonly string[] {
  const folder = `/proc/${shop.daemon.process.pid}/fd`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => {
      try {
        return readlinkSync(join(folder, name));
      } catch {
        return '';
      }
    })
    .filter((target) => target.includes('backup') && target.endsWith('(deleted)'));
}

it('opens as a shop with everything in it, up to the sale before', async () => {
  const { daemon } = shop;
  const { transaction_id: number } = await sell(daemon);
  const before = left();
  const { status, body, headers } = await owner.send('GET', 'backup');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/vnd.sqlite3');
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="yolo1125-\d{4}-\d\d-\d\d\.db"$/);
  expect(headers.get('content-length')).toBe(String(body.length));
  expect(left()).toEqual(before);

  // As docs/operations.md says to put it back.
  const data = join(temporaryFolder(), 'data');
  mkdirSync(data);
  writeFileSync(join(data, 'yolo1125.db'), body);
  const restored = await startDaemon({ data });
  const again = await signInAsOwner(restored.url);
  const { body: sale } = await again.send('GET', `transactions/${number}`);
  expect(sale.transaction).toMatchObject({ transaction_id: number, total: 150 });
  expect((await sell(restored)).transaction_id).not.toBe(number);
});

it('leaves nothing when the browser goes away half-way', async () => {
  const { daemon } = shop;
  const store = openSqliteStore(daemon.data);
  onTestFinished(() => store.close());
  // More than the sockets' buffers take.
  for (const { id } of await store.listProducts())
    await store.putProductPicture(id, { jpeg: randomBytes(2_000_000), version: 'large' });
  const before = left();
  const open = await new Promise<number>((resolve, reject) => {
    const headers = { Cookie: owner.cookie };
    const asked = request(`${daemon.url}/api/admin/backup`, { headers }, (reply) => {
      reply.once('data', () => {
        resolve(openWithoutName().length);
        reply.destroy();
      });
    });
    asked.once('error', reject).end();
  });
  if (process.platform === 'linux') expect(open).toBe(1);
  await until(() => openWithoutName().length === 0);
  expect(left()).toEqual(before);
  expect((await owner.send('GET', 'backup')).body.length).toBeGreaterThan(20_000_000);
});

it('what a daemon left that was killed while it wrote one is gone at the next start', async () => {
  const data = join(temporaryFolder(), 'data');
  mkdirSync(data, { mode: 0o700 });
  const name = 'backup-on-its-way-1.db';
  writeFileSync(join(data, name), 'people');
  writeFileSync(join(data, 'of-the-owner.db'), 'kept');
  await startDaemon({ data });
  expect(readdirSync(data)).not.toContain(name);
  expect(readdirSync(data)).toContain('of-the-owner.db');
});
