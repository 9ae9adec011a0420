/** How the rows of a copy lie in MongoDB's documents. */
import type { TableCopiers } from '../copy/rows.js';
import { toEntry } from './audit.js';
import { changeCarts } from './carts.js';
import type { MongoContext } from './context.js';
import { toDevice, toDeviceDoc } from './devices.js';
import { toOrder, toProduct, whole } from './documents.js';
import { fromFaceDoc, toFaceDoc } from './faces.js';
import { fromLearnedDoc, toLearnedDoc } from './learned.js';
import { toMember } from './members.js';
import { copiedOrderDoc, keyOf } from './order-doc.js';
import { fieldsOf } from './products.js';

/** Copiers of all tables; sealed faces go as they are. */
export function mongoTables(context: MongoContext): TableCopiers {
  const {
    products,
    pictures,
    learned,
    members,
    pinAttempts,
    carts,
    orders,
    owner,
    devices,
    counters,
    audit,
  } = context;
  let seq = 0;
  return {
    products: {
      async *read() {
        for await (const doc of products.find().sort({ seq: 1 })) yield toProduct(doc);
      },
      async write(rows) {
        const docs = rows.map((product) => {
          seq += 1;
          return { _id: product.id, seq, ...fieldsOf(product), holds: {}, acts: {} };
        });
        await products.insertMany(docs);
        await counters.updateOne({ _id: 'products' }, { $set: { value: seq } });
      },
    },
    pictures: {
      async *read() {
        for await (const { _id, jpeg, version } of pictures.find().sort({ _id: 1 }))
          yield { productId: _id, jpeg: new Uint8Array(jpeg), version };
      },
      async write(rows) {
        await pictures.insertMany(
          rows.map(({ productId, jpeg, version }) => ({ _id: productId, jpeg, version })),
        );
      },
    },
    learned: {
      async *read() {
        for await (const doc of learned.find().sort({ _id: 1 })) yield fromLearnedDoc(doc);
      },
      async write(rows) {
        await learned.insertMany(rows.map(toLearnedDoc));
      },
    },
    members: {
      async *read() {
        for await (const doc of members.find({}, { projection: { face: 0, acts: 0 } }).sort({ _id: 1 }))
          yield toMember(doc);
      },
      async write(rows) {
        await members.insertMany(
          rows.map(({ id, ...member }) => ({ _id: id, ...member, face: null, acts: {} })),
        );
      },
    },
    faces: {
      async *read() {
        const filter = { face: { $ne: null } };
        for await (const { _id, face } of members.find(filter, { projection: { face: 1 } }).sort({ _id: 1 }))
          if (face !== null) yield { memberId: _id, ...fromFaceDoc(face) };
      },
      async write(rows) {
        for (const face of rows)
          await members.updateOne({ _id: face.memberId }, { $set: { face: toFaceDoc(face) } });
      },
    },
    pinAttempts: {
      async *read() {
        for await (const { _id, failures, lastFailureAt } of pinAttempts.find().sort({ _id: 1 }))
          yield { phone: _id, failures, lastFailureAt };
      },
      async write(rows) {
        await pinAttempts.insertMany(
          rows.map(({ phone, failures, lastFailureAt }) => ({ _id: phone, failures, lastFailureAt })),
        );
      },
    },
    visits: {
      async *read() {
        const docs = await carts.find().toArray();
        const all = docs.flatMap(({ _id, visits }) => visits.map((visit) => ({ memberId: _id, ...visit })));
        yield* all.sort((a, b) => Buffer.compare(Buffer.from(a.sessionId), Buffer.from(b.sessionId)));
      },
      async write(rows) {
        for (const { memberId, ...visit } of rows)
          await changeCarts(context, memberId, ({ visits, held }) => ({ visits: [...visits, visit], held }));
      },
    },
    heldCarts: {
      async *read() {
        for await (const { _id, held } of carts.find({ held: { $ne: null } }).sort({ _id: 1 }))
          if (held !== null) yield { memberId: _id, ...held };
      },
      async write(rows) {
        for (const { memberId, ...held } of rows)
          await changeCarts(context, memberId, ({ visits }) => ({ visits, held }));
      },
    },
    orders: {
      async *read() {
        for await (const doc of orders.find({ state: 'stored' }).sort({ number: 1 })) {
          const { number, fingerprint } = doc;
          yield { ...toOrder(doc), number, key: keyOf(doc), fingerprint };
        }
      },
      async write(rows) {
        await orders.insertMany(rows.map(copiedOrderDoc));
        await counters.updateOne({ _id: 'orders' }, { $set: { value: whole(rows.at(-1)?.number ?? 0) } });
      },
    },
    owner: {
      async *read() {
        for await (const { passwordHash } of owner.find()) if (passwordHash !== null) yield { passwordHash };
      },
      async write(rows) {
        const docs = rows.map(({ passwordHash }) => ({ _id: 'owner' as const, passwordHash, acts: {} }));
        await owner.insertMany(docs);
      },
    },
    audit: {
      async *read() {
        for await (const doc of audit.find().sort({ _id: 1 })) yield toEntry(doc);
      },
      async write(rows) {
        await audit.insertMany(rows.map(({ number, ...entry }) => ({ _id: whole(number), ...entry })));
      },
    },
    devices: {
      async *read() {
        for await (const doc of devices.find().sort({ _id: 1 })) yield toDevice(doc);
      },
      async write(rows) {
        await devices.insertMany(rows.map(toDeviceDoc));
      },
    },
  };
}
