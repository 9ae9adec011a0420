/** The owner's catalogue: what is changed on its page holds for the next frame, cart and sale. */
import { beforeAll, describe, expect, it } from 'vitest';
import { AdminProductsReply, SystemReply } from '../../../src/protocol/index.js';
import { get, openSocket, post } from '../../support/client.js';
import { sharedDaemon } from '../../support/daemon.js';
import { type Owner, signInAsOwner } from '../../support/owner.js';
import { jpegOf } from '../../support/pictures.js';
import { fillCart, show, signedIn } from '../../support/shopper.js';

/** The product that the tests' model sees in a white picture; the model's other class is fenjie-tea. */
const TEA = 'yuancui-tea';

const shop = sharedDaemon();
let owner: Owner;
let white: Buffer;
beforeAll(async () => {
  owner = await signInAsOwner(shop.daemon.url);
  white = await jpegOf(64, 64, '#ffffff');
});

const change = (id: string, body: object) => owner.send('PATCH', `products/${id}`, body);
const catalogue = () => owner.get('products', AdminProductsReply);
const find = async (id: string) => (await catalogue()).products.find((product) => product.id === id);
const pay = (session: string) => post(`${shop.daemon.url}/api/checkout`, { session_id: session });

describe('adding', () => {
  it('puts a product after all others, for customers too, and needs no more than id, name and price', async () => {
    const added = await owner.send('POST', 'products', { id: 'new-1', name: ' 新品 ', price: 0 });
    expect(added).toMatchObject({
      status: 200,
      body: {
        product: {
          ...{ id: 'new-1', name: '新品', price: 0, class_name: null, yolo_class_id: null },
          ...{ stock: null, active: true, picture: null, model_class: null },
        },
      },
    });
    expect((await catalogue()).products.at(-1)?.id).toBe('new-1');
    const { body } = await get(`${shop.daemon.url}/api/products`);
    expect(body.products.at(-1)).toMatchObject({ id: 'new-1', name: '新品', price: 0 });
  });

  it('an id that is there is refused, and changes nothing', async () => {
    const again = await owner.send('POST', 'products', { id: TEA, name: '別的', price: 1 });
    expect(again).toMatchObject({ status: 409, body: { code: 'product_exists', detail: TEA } });
    expect(await find(TEA)).toMatchObject({ name: '元翠茶', price: 150 });
  });

  it.each([
    ['a price with cents', { price: 9.5 }, 'price'],
    ['a price below 0', { price: -1 }, 'price'],
    ['a price as text', { price: '10' }, 'price'],
    ['no name', { name: '  ' }, 'name'],
    ['an id that is a path', { id: '../x' }, 'id'],
    ['stock below 0', { stock: -1 }, 'stock'],
    ['an unknown field', { cost: 3 }, 'cost'],
  ])('with %s is refused by the field’s name', async (_, wrong, field) => {
    const reply = await owner.send('POST', 'products', { id: 'wrong', name: '品', price: 1, ...wrong });
    expect(reply).toMatchObject({ status: 400, body: { code: 'bad_request' } });
    expect(reply.body.detail).toContain(field);
    expect(await find('wrong')).toBeUndefined();
  });
});

describe('changing', () => {
  it('only what is named, and not what is not there', async () => {
    const before = await find('sarsi');
    expect(await change('sarsi', { name: '新沙士' })).toMatchObject({
      body: { product: { name: '新沙士' } },
    });
    expect(await find('sarsi')).toEqual({ ...before, name: '新沙士' });
    expect(await change('none', { price: 1 })).toMatchObject({
      status: 404,
      body: { code: 'product_unknown' },
    });
    expect(await change('sarsi', { stock: 1, stock_change: 1 })).toMatchObject({ status: 400 });
    expect(await change('sarsi', { id: 'other' })).toMatchObject({ status: 400 });
    expect(await find('sarsi')).toEqual({ ...before, name: '新沙士' });
  });

  it('a delivery beside sales loses neither', async () => {
    const { daemon } = shop;
    await change(TEA, { stock: 10 });
    await fillCart(daemon, 'beside-1');
    const [sale, ...changes] = await Promise.all([
      pay('beside-1'),
      change(TEA, { stock_change: 24 }),
      change(TEA, { name: '元翠茶' }),
      change(TEA, { stock_change: -3 }),
    ]);
    expect([sale, ...changes].map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await find(TEA)).toMatchObject({ stock: 10 - 1 + 24 - 3 });
  });

  it('a new price is in the open cart at once, and is what is paid', async () => {
    const { daemon } = shop;
    const { socket } = await signedIn(daemon, 'price-1');
    await show(socket, white, 4);
    expect((await socket.next('cart_updated')).total).toBe(150);
    await change(TEA, { price: 160 });
    expect((await socket.next('cart_updated')).total).toBe(160);
    expect(await pay('price-1')).toMatchObject({ status: 200, body: { total: 160 } });
    await change(TEA, { price: 150 });
  });

  it('a product taken off sale is not sold from the next frame on, nor out of an open cart', async () => {
    const { daemon } = shop;
    const { socket } = await signedIn(daemon, 'off-1');
    await show(socket, white, 4);
    await socket.next('cart_updated');
    await change(TEA, { active: false });
    expect(await pay('off-1')).toMatchObject({ status: 409, body: { code: 'product_unavailable' } });
    const other = await openSocket(daemon.url, 'off-2');
    await show(other, white, 5);
    expect(other.all('product_detected')).toEqual([]);
    expect(other.all('detections').at(-1).detections).toMatchObject([{ class_name: TEA, product: null }]);
    const { body } = await get(`${daemon.url}/api/products`);
    expect(body.products.map(({ id }: { id: string }) => id)).not.toContain(TEA);

    await change(TEA, { active: true });
    expect(await pay('off-1')).toMatchObject({ status: 200, body: { total: 150 } });
  });
});

describe('the class of the model', () => {
  const classes = async () =>
    Object.fromEntries(
      (await catalogue()).classes.map(({ class_name, product_id }) => [class_name, product_id]),
    );
  const unseen = async () =>
    (await owner.get('system', SystemReply)).model.unseen.map(({ id }: { id: string }) => id);

  it('is told for each product, and free when nothing sells it', async () => {
    expect(await classes()).toEqual({ [TEA]: TEA, 'fenjie-tea': 'fenjie-tea' });
    expect(await find('fenjie-tea')).toMatchObject({
      model_class: { class_id: 1, class_name: 'fenjie-tea' },
    });
    const unbound = await change('fenjie-tea', { class_name: 'no-such-class' });
    expect(unbound.body.product.model_class).toBeNull();
    expect(await classes()).toEqual({ [TEA]: TEA, 'fenjie-tea': null });
    expect(await unseen()).toContain('fenjie-tea');
  });

  it('may be given to another product, which is then what the camera sells', async () => {
    await change(TEA, { class_name: null, yolo_class_id: null });
    await owner.send('POST', 'products', { id: 'cup', name: '杯子', price: 77, class_name: TEA });
    expect(await classes()).toMatchObject({ [TEA]: 'cup' });
    const socket = await openSocket(shop.daemon.url, 'bound-1');
    await show(socket, white, 4);
    expect((await socket.next('product_detected')).product).toMatchObject({ id: 'cup', price: 77 });
  });

  it('sells the first of two products that both have it; the other is told as unseen', async () => {
    const shadowed = await change(TEA, { class_name: 'fenjie-tea' });
    expect(shadowed.body.product.model_class).toEqual({ class_id: 1, class_name: 'fenjie-tea' });
    const second = { id: 'second', name: '第二', price: 1, class_name: 'fenjie-tea' };
    expect((await owner.send('POST', 'products', second)).body.product.model_class).toBeNull();
    expect(await classes()).toEqual({ [TEA]: 'cup', 'fenjie-tea': TEA });
    expect(await unseen()).toContain('second');
    expect(await unseen()).not.toContain(TEA);
    // Once the first is off sale, the second is seen.
    await change(TEA, { active: false });
    expect(await find('second')).toMatchObject({ model_class: { class_name: 'fenjie-tea' } });
  });
});
