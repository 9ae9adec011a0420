/** What every store must do for the owner: products, pictures, members, the password, a copy of everything. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newDevice, type Store } from '../../src/shop/index.js';
import { openSqliteStore } from '../../src/store/index.js';
import { temporaryFolder } from '../support/folder.js';
import { draft, learned, member, NOW, product } from '../support/shop.js';

export function ownerContract(name: string, open: () => Promise<Store>): void {
  let store: Store;

  describe(`${name} keeps the owner’s catalogue`, () => {
    beforeEach(async () => {
      store = await open();
      await store.putProduct(product('tea', 25), 'set');
      await store.putProduct(product('rice', 35, { stock: null }), 'set');
      await store.registerMember({ ...member(), id: 'm1' }, null);
    });
    afterEach(() => store.close());

    const find = async (id: string) => (await store.listProducts()).find((one) => one.id === id);

    it('adds a product once, after all others', async () => {
      expect(await store.addProduct(product('milk', 95))).toBe(true);
      expect(await store.addProduct(product('milk', 1))).toBe(false);
      expect(await store.addProduct(product('tea', 1))).toBe(false);
      expect((await store.listProducts()).map(({ id, price }) => [id, price])).toEqual([
        ['tea', 25],
        ['rice', 35],
        ['milk', 95],
      ]);
    });

    it('changes what is named and leaves the rest', async () => {
      const before = await find('tea');
      const changed = { ...before, price: 30, class_name: null };
      expect(await store.changeProduct('tea', { price: 30, class_name: null })).toEqual(changed);
      expect(await store.changeProduct('tea', { name: undefined, active: false })).toEqual({
        ...changed,
        active: false,
      });
      expect(await find('tea')).toEqual({ ...changed, active: false });
      expect((await store.listProducts()).map(({ id }) => id)).toEqual(['tea', 'rice']);
      expect(await store.changeProduct('nothing', { price: 1 })).toBeNull();
      expect(await find('nothing')).toBeUndefined();
    });

    it('sets the stock, stops counting it, and adds a delivery or takes a loss, never below nothing', async () => {
      expect(await store.changeProduct('tea', { stock: 4 })).toMatchObject({ stock: 4 });
      expect(await store.changeProduct('tea', { stockChange: 24 })).toMatchObject({ stock: 28 });
      expect(await store.changeProduct('tea', { stockChange: -30 })).toMatchObject({ stock: 0 });
      expect(await store.changeProduct('rice', { stockChange: 5 })).toMatchObject({ stock: 5 });
      expect(await store.changeProduct('rice', { stock: null })).toMatchObject({ stock: null });
    });

    it('keeps what sales took while the owner changes the name and the stock', async () => {
      const [sold] = await Promise.all([
        store.commitOrder(draft('m1')),
        store.changeProduct('tea', { stockChange: 24 }),
        store.changeProduct('tea', { name: '新茶' }),
        store.commitOrder(draft('m1')),
      ]);
      expect(sold).toMatchObject({ outcome: 'stored' });
      expect(await find('tea')).toMatchObject({ name: '新茶', stock: 10 + 24 - 4 });
    });

    it('keeps a picture for a product, replaces it, and takes it away', async () => {
      const bytes = (value: Uint8Array | undefined) => value && [...value];
      const first = { jpeg: Uint8Array.of(255, 216, 0, 1), version: 'one' };
      expect(await store.putProductPicture('tea', first)).toBe(true);
      expect(await store.putProductPicture('tea', { ...first, version: 'two' })).toBe(true);
      expect(await store.putProductPicture('nothing', first)).toBe(false);
      const found = await store.findProductPicture('tea');
      expect([bytes(found?.jpeg), found?.version]).toEqual([[255, 216, 0, 1], 'two']);
      expect(await store.findProductPicture('rice')).toBeNull();
      expect([...(await store.listProductPictures())]).toEqual([['tea', 'two']]);
      // A change of the product is none of its picture.
      await store.changeProduct('tea', { price: 30 });
      await store.putProduct(product('tea', 31), 'keep');
      expect([...(await store.listProductPictures())]).toEqual([['tea', 'two']]);
      expect(await store.putProductPicture('tea', null)).toBe(true);
      expect(await store.putProductPicture('tea', null)).toBe(true);
      expect(await store.putProductPicture('nothing', null)).toBe(false);
      expect(await store.findProductPicture('tea')).toBeNull();
    });
  });

  describe(`${name} keeps what was learned of products`, () => {
    beforeEach(async () => {
      store = await open();
      await store.putProduct(product('tea', 25), 'set');
      await store.putProduct(product('rice', 35), 'set');
    });
    afterEach(() => store.close());

    it('as it was given, replaces it, and forgets it', async () => {
      expect(await store.findLearned('tea')).toBeNull();
      expect(await store.putLearned(learned('tea', 'v1', 4), null)).toBe('stored');
      expect(await store.putLearned(learned('rice', 'r1'), null)).toBe('stored');
      expect(await store.findLearned('tea')).toEqual(learned('tea', 'v1', 4));
      expect(await store.putLearned(learned('tea', 'v2', 3), 'v1')).toBe('stored');
      expect(await store.findLearned('tea')).toEqual(learned('tea', 'v2', 3));
      // A change of the product is none of its looks.
      await store.putProduct(product('tea', 31), 'keep');
      await store.changeProduct('tea', { price: 30 });
      expect(new Map(await store.listLearned())).toEqual(
        new Map([
          ['tea', 'v2'],
          ['rice', 'r1'],
        ]),
      );
      expect(await store.removeLearned('tea')).toBe(true);
      expect(await store.removeLearned('tea')).toBe(false);
      expect(await store.findLearned('tea')).toBeNull();
      expect([...(await store.listLearned())]).toEqual([['rice', 'r1']]);
    });

    it('only of products that there are, and only over what its writer has seen', async () => {
      expect(await store.putLearned(learned('nothing', 'v1'), null)).toBe('unknown');
      await store.putLearned(learned('tea', 'v1'), null);
      expect(await store.putLearned(learned('tea', 'v2'), null)).toBe('overtaken');
      expect(await store.putLearned(learned('tea', 'v2'), 'v0')).toBe('overtaken');
      expect(await store.putLearned(learned('rice', 'v2'), 'v0')).toBe('overtaken');
      const both = ['a', 'b'].map((version) => store.putLearned(learned('tea', version), 'v1'));
      expect((await Promise.all(both)).sort()).toEqual(['overtaken', 'stored']);
      expect([...(await store.listLearned()).keys()]).toEqual(['tea']);
    });
  });

  describe(`${name} keeps the owner’s members and password`, () => {
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('changes name and phone number of a member, but takes no number that is another’s', async () => {
      const one = member('0912000001');
      const other = member('0912000002');
      for (const each of [one, other]) await store.registerMember(each, null);
      const version = await store.facesVersion();
      expect(await store.changeMember(one.id, { name: '新名' })).toBe('changed');
      expect(await store.changeMember(one.id, { phone: other.phone, name: '不' })).toBe('phone_taken');
      expect(await store.changeMember(one.id, { phone: one.phone })).toBe('changed');
      expect(await store.changeMember('nobody', { name: '不' })).toBe('unknown');
      expect(await store.findMember(one.id)).toEqual({ ...one, name: '新名' });
      expect(await store.changeMember(one.id, { phone: '0912000003' })).toBe('changed');
      expect(await store.findMemberByPhone('0912000003')).toMatchObject({ id: one.id });
      expect(await store.findMemberByPhone(one.phone)).toBeNull();
      expect(await store.registerMember(member(one.phone), null)).toBe(true);
      expect(await store.findMember(other.id)).toEqual(other);
      expect(await store.facesVersion()).not.toBe(version);
    });

    it('sums up each member’s sales that were not voided', async () => {
      await store.putProduct(product('tea', 25), 'set');
      for (const id of ['m1', 'm2'])
        await store.registerMember({ ...member(`091200000${id.slice(1)}`), id }, null);
      for (const id of ['m1', 'm1', 'm2']) await store.commitOrder(draft(id));
      const [last] = await store.listOrders('m1');
      await store.voidOrder(last!.transactionId, { at: NOW, reason: 'test' });
      const sums = await store.sumOrdersByMember();
      expect(sums.get('m1')).toEqual({ sales: 1, takings: 50 });
      expect(sums.get('m2')).toEqual({ sales: 1, takings: 50 });
      expect(sums.has('m3')).toBe(false);
    });

    it('has no password, then one, then another, then none again', async () => {
      expect(await store.ownerPassword()).toBeNull();
      for (const hash of ['one', 'two', null]) {
        await store.setOwnerPassword(hash);
        expect(await store.ownerPassword()).toBe(hash);
      }
    });
  });

  describe(`${name} keeps the shop’s devices`, () => {
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('adds one a name, lists them by name, and removes one', async () => {
      const edge = newDevice('edge-1', 'edge', new Date(NOW)).device;
      const kiosk = newDevice('Kiosk_1', 'kiosk', new Date(NOW)).device;
      expect(await store.listDevices()).toEqual([]);
      for (const device of [edge, kiosk]) expect(await store.addDevice(device)).toBe(true);
      const other = newDevice('edge-1', 'kiosk', new Date(NOW)).device;
      expect(await store.addDevice(other)).toBe(false);
      expect(await store.listDevices()).toEqual([kiosk, edge]);
      expect(await store.removeDevice('edge-2')).toBe(false);
      expect(await store.removeDevice('edge-1')).toBe(true);
      expect(await store.removeDevice('edge-1')).toBe(false);
      expect(await store.listDevices()).toEqual([kiosk]);
      expect(await store.addDevice(other)).toBe(true);
    });
  });

  describe(`${name} can be copied`, () => {
    beforeEach(async () => {
      store = await open();
      await store.putProduct(product('tea', 25, { stock: 1_000 }), 'set');
      await store.registerMember({ ...member(), id: 'm1' }, null);
    });
    afterEach(() => store.close());

    it('while sales go on, as it is at one moment, into a private file that a new store opens', async () => {
      await store.commitOrder(draft('m1'));
      await store.setOwnerPassword('hash');
      await store.putProductPicture('tea', { jpeg: Uint8Array.of(1, 2, 3), version: 'one' });
      const file = join(temporaryFolder(), 'yolo1125.db');
      const selling = async () => {
        for (let count = 0; count < 3; count += 1) await store.commitOrder(draft('m1'));
      };
      await Promise.all([store.backup(file), selling()]);
      expect(readdirSync(dirname(file))).toEqual(['yolo1125.db']);
      if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(await store.listOrders('m1')).toHaveLength(4);

      const copy = openSqliteStore(dirname(file));
      const orders = await copy.listOrders('m1');
      expect(orders.length).toBeGreaterThanOrEqual(1);
      expect((await copy.listProducts())[0]?.stock).toBe(1_000 - 2 * orders.length);
      const kept = new Map((await store.listOrders('m1')).map((order) => [order.transactionId, order]));
      for (const order of orders) expect(order).toEqual(kept.get(order.transactionId));
      expect(await copy.ownerPassword()).toBe('hash');
      expect([...(await copy.listProductPictures())]).toEqual([['tea', 'one']]);
      // And goes on from there.
      expect(await copy.commitOrder(draft('m1'))).toMatchObject({ outcome: 'stored' });
      await copy.close();
    });

    it('over no file that is there, and not where there is no folder; nothing is left behind', async () => {
      const folder = temporaryFolder();
      const file = join(folder, 'mine');
      writeFileSync(file, 'mine');
      await expect(store.backup(file)).rejects.toMatchObject({ code: 'store_unavailable' });
      expect(readFileSync(file, 'utf8')).toBe('mine');
      const nowhere = join(folder, 'no such folder', 'copy.db');
      await expect(store.backup(nowhere)).rejects.toMatchObject({ code: 'store_unavailable' });
      expect(existsSync(dirname(nowhere))).toBe(false);
      expect(readdirSync(folder)).toEqual(['mine']);
    });

    it('and says what it takes on the disk', async () => {
      const { kind, usedBytes } = await store.storage();
      expect(kind).toMatch(/^(sqlite|mongodb)$/);
      expect(usedBytes).toBeGreaterThan(1_000);
    });
  });
}
