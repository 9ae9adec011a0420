/** What every store must write down of what is done in the shop, and that nobody can change it unseen. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AuditEntry,
  type AuditHead,
  checkAudit,
  hashOf,
  labelOf,
  type Store,
} from '../../src/shop/index.js';
import { draft, member, NOW, product, sealedFace } from '../support/shop.js';

/** Reaches the database past the store, as somebody with its password or its file would. */
export interface Tampering {
  /** Changes the facts of an entry. */
  rewrite(number: number, facts: string): Promise<void>;
  /** Takes an entry out. */
  remove(number: number): Promise<void>;
  /** Adds one as it stands. */
  insert(entry: AuditEntry): Promise<void>;
  setTotal(transactionId: string, quantity: number, total: number): Promise<void>;
  removeOrder(transactionId: string): Promise<void>;
  unvoid(transactionId: string): Promise<void>;
  setPrice(productId: string, price: number): Promise<void>;
}

export function auditContract(
  name: string,
  open: () => Promise<{ readonly store: Store; readonly tampering: Tampering }>,
): void {
  describe(`${name} and its audit log`, () => {
    let store: Store;
    let tampering: Tampering;
    beforeEach(async () => {
      ({ store, tampering } = await open());
      await store.putProduct(product('tea', 25), 'set');
      await store.registerMember({ ...member('0912000001'), id: 'm1' }, null);
    });
    afterEach(() => store.close());

    const entries = () => store.readAudit(0, 1_000);
    const seen = async () =>
      (await entries()).slice(2).map(({ actor, kind, facts }) => [actor, kind, JSON.parse(facts)]);
    const faults = async () => (await checkAudit(store, null, 0)).faults;
    async function sell(): Promise<string> {
      const result = await store.commitOrder(draft('m1'));
      if (result.outcome !== 'stored') throw new Error(result.outcome);
      return result.order.transactionId;
    }

    it('has what was done, by whom and when, in an unbroken chain', async () => {
      const transaction = await sell();
      const owner = store.as('owner');
      await owner.voidOrder(transaction, { at: NOW, reason: '會員甲 0912000001 退貨' });
      const [first, second, sale, voided] = await entries();
      expect(sale).toMatchObject({
        number: 3,
        at: NOW,
        kind: 'sale',
        actor: `counter:${labelOf('kiosk-1')}`,
      });
      expect(JSON.parse(sale?.facts ?? '')).toEqual({
        transaction,
        total: 50,
        lines: [{ product: 'tea', quantity: 2, price: 25 }],
      });
      expect(voided).toMatchObject({ number: 4, at: NOW, kind: 'void', actor: 'owner' });
      expect(JSON.parse(voided?.facts ?? '')).toEqual({ transaction, total: 50 });
      expect(first).toMatchObject({
        number: 1,
        kind: 'product_added',
        actor: 'cli',
        previous: '0'.repeat(64),
      });
      expect([second?.previous, sale?.previous, voided?.previous]).toEqual([
        first?.hash,
        second?.hash,
        sale?.hash,
      ]);
      expect(sale?.hash).toBe(hashOf(sale as AuditEntry));
      expect(await checkAudit(store)).toMatchObject({ entries: 4, sales: 1, voids: 1, faults: [] });
    });

    it('has each change of the catalogue with both values, and none where nothing changed', async () => {
      const owner = store.as('owner');
      await owner.putProduct(product('tea', 25), 'keep');
      await owner.changeProduct('tea', { price: 30, stockChange: 5 });
      await owner.changeProduct('tea', { active: false });
      await owner.addProduct(product('rice', 40));
      await owner.addProduct(product('rice', 41));
      await owner.putProduct(product('rice', 45, { stock: 99 }), 'keep');
      expect(await seen()).toEqual([
        [
          'owner',
          'product_changed',
          { product: 'tea', price: { from: 25, to: 30 }, stock: { from: 10, to: 15 } },
        ],
        ['owner', 'product_changed', { product: 'tea', active: { from: true, to: false } }],
        [
          'owner',
          'product_added',
          expect.objectContaining({
            product: 'rice',
            price: 40,
            active: true,
            stock: 10,
            class_name: 'rice',
          }),
        ],
        ['owner', 'product_changed', { product: 'rice', price: { from: 40, to: 45 } }],
      ]);
      expect(await faults()).toEqual([]);
    });

    it('has members by their id only, through all that happens to them, and the erasure breaks nothing', async () => {
      const counter = store.as('counter:abc123');
      const one = member('0912000002');
      await counter.registerMember(one, sealedFace(one.id));
      await counter.putFace(sealedFace(one.id));
      await store.as('owner').changeMember(one.id, { name: '會員乙', phone: '0912000003' });
      await store.as('owner').changeMember(one.id, { phone: '0912000003' });
      await store.as('owner').setMemberPin(one.id, 'a hash');
      await store.as('member').removeFace(one.id);
      await store.as('member').removeFace(one.id);
      await store.commitOrder(draft(one.id));
      await store.as('member').forgetMember(one.id);
      await store.as('member').forgetMember(one.id);
      const of = { member: one.id };
      expect(await seen()).toEqual([
        ['counter:abc123', 'member_enrolled', { ...of, face: true }],
        ['counter:abc123', 'face_enrolled', of],
        ['owner', 'member_changed', { ...of, fields: ['name', 'phone'] }],
        ['owner', 'member_changed', { ...of, fields: ['pin'] }],
        ['member', 'face_erased', of],
        [expect.stringMatching(/^counter:/), 'sale', expect.not.objectContaining(of)],
        ['member', 'member_erased', of],
      ]);
      const text = JSON.stringify(await entries());
      for (const secret of ['會員', '091200000', 'a hash', 'kiosk-1']) expect(text).not.toContain(secret);
      expect(await faults()).toEqual([]);
    });

    it('has passwords that were set and forgotten, and what other parts of the program enter', async () => {
      await store.as('owner').setOwnerPassword('hash of a password');
      await store.setOwnerPassword(null);
      expect(await store.ownerPassword()).toBeNull();
      await store.audit({ kind: 'device_added', facts: { device: 'kiosk-1' } });
      await store.audit({ kind: 'model_used', event: 'once', facts: {} });
      expect(await seen()).toEqual([
        ['owner', 'owner_password_set', {}],
        ['cli', 'owner_password_reset', {}],
        ['cli', 'device_added', { device: 'kiosk-1' }],
        ['cli', 'model_used', {}],
      ]);
    });

    it('is read in order and searched newest first, page by page', async () => {
      for (let count = 0; count < 5; count += 1) await sell();
      const numbers = (found: readonly AuditEntry[]) => found.map(({ number }) => number);
      expect(numbers(await store.readAudit(2, 2))).toEqual([3, 4]);
      expect(numbers(await store.searchAudit(null, null, 3))).toEqual([7, 6, 5]);
      expect(numbers(await store.searchAudit('sale', 6, 2))).toEqual([5, 4]);
      expect(numbers(await store.searchAudit('member_enrolled', null, 2))).toEqual([2]);
    });

    it('is one chain when many act at once', async () => {
      await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          at % 3 === 0
            ? store.as('owner').addProduct(product(`p${at}`, at))
            : store.commitOrder(draft('m1', { lines: [], total: 0 })),
        ),
      );
      expect(await checkAudit(store)).toMatchObject({ entries: 22, sales: 13, faults: [] });
    });

    it('tells what was changed past the store, and which entry was the first', async () => {
      const transaction = await sell();
      await store.voidOrder(await sell(), { at: NOW, reason: 'r' });
      const all = await entries();
      const [third, fourth, fifth] = all.slice(2) as [AuditEntry, AuditEntry, AuditEntry];
      expect(await faults()).toEqual([]);
      const facts = third.facts.replace('"total":50', '"total":5');

      await tampering.rewrite(3, facts);
      expect(await faults()).toEqual(['entry 3: was changed: its hash is another']);
      await tampering.remove(3);
      await tampering.insert({ ...third, facts, hash: hashOf({ ...third, facts }) });
      expect(await faults()).toEqual(['entry 4: does not follow on the entry before it']);
      await tampering.rewrite(3, third.facts);
      await tampering.remove(3);
      await tampering.insert(third);
      expect(await faults()).toEqual([]);

      await tampering.remove(4);
      expect(await faults()).toEqual(['entry 5: entry 4 is missing before it']);
      await tampering.insert(fourth);
      const noted = async (head: AuditHead) => (await checkAudit(store, head, 0)).faults;
      expect(await noted(fifth)).toEqual([]);
      await tampering.remove(5);
      expect(await noted(fifth)).toEqual([
        'the log ends with entry 4, before the noted entry 5',
        expect.stringMatching(/^the void of T\d{8}-000002 has no entry$/),
      ]);
      expect(await noted({ number: 4, hash: 'a'.repeat(64) })).toEqual([
        'entry 4: is not the one whose head was noted',
      ]);
      await tampering.insert(fifth);

      await tampering.setTotal(transaction, 1, 25);
      expect(String(await faults())).toMatch(`sale ${transaction} is not what its entry says`);
      await tampering.removeOrder(transaction);
      expect(await faults()).toEqual([`sale ${transaction} was entered, but there is no such sale`]);
      const other = transaction.replace(/1$/, '2');
      await tampering.unvoid(other);
      expect(String(await faults())).toContain(`sale ${other} is not voided any more, but was`);
      await tampering.setPrice('tea', 1);
      expect(String(await faults())).toContain('product tea costs NT$1, the log says NT$25');
    });
  });
}
