/** The wire contract of product.md §1, spoken by a client that knows nothing else. */
import { beforeAll, describe, expect, it } from 'vitest';
import { get, openSocket, post } from '../support/client.js';
import { newSession, PHONE, PIN, sharedDaemon, startDaemon, until } from '../support/daemon.js';
import { jpegOf, noisyJpeg } from '../support/pictures.js';

const shop = sharedDaemon();
let white: Buffer;
beforeAll(async () => {
  white = await jpegOf(64, 64, '#ffffff');
});

describe('the whole main job, by the original contract', () => {
  it('turns frames into a cart and a stored sale', async () => {
    const { url } = await startDaemon();
    const products = await get(`${url}/api/products`);
    expect(products.body.products.slice(0, 2)).toMatchObject([
      { name: '元翠茶', price: 150, yolo_class_id: 0 },
      { name: '分解茶', price: 200, yolo_class_id: 1 },
    ]);

    const socket = await openSocket(url, 'counter-1');
    const signedIn = await post(`${url}/api/login`, { session_id: 'counter-1', phone: PHONE, pin: PIN });
    expect(signedIn).toMatchObject({ status: 200, body: { success: true, user: { phone: '0900***000' } } });
    for (let i = 0; i < 5; i += 1) await socket.show(white);

    expect(await socket.next('frame_received')).toMatchObject({
      timestamp: expect.stringMatching(/^\d{4}-/),
    });
    expect((await socket.next('product_detected')).product).toMatchObject({
      id: expect.any(String),
      name: '元翠茶',
      price: 150,
      yolo_class_id: 0,
    });
    const cart = socket.all('cart_updated').at(-1);
    expect(cart).toMatchObject({
      cart: [{ product_id: 'yuancui-tea', name: '元翠茶', quantity: 1, price: 150 }],
      total: 150,
    });

    const sale = await post(`${url}/api/checkout`, { session_id: 'counter-1' });
    expect(sale).toMatchObject({ status: 200, body: { success: true, message: '結帳成功', total: 150 } });
    expect(sale.body.transaction_id).toMatch(/^T\d{8}-000001$/);
    expect((await get(`${url}/api/products`)).body.products[0].stock).toBe(199);

    const again = await post(`${url}/api/checkout`, { session_id: 'counter-1' });
    expect(again).toMatchObject({ status: 400, body: { success: false, message: '使用者未登入' } });
  });

  it('serves the kiosk page and its files', async () => {
    const { url } = shop.daemon;
    const page = await get(`${url}/`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe-inline');
    const script = /src="(\/static\/[^"]+\.js)"/.exec(page.body)?.[1];
    expect((await get(`${url}${script}`)).status).toBe(200);
  });
});

describe('socket messages', () => {
  it('answers ping, and every kind of nonsense with an error that names it, and lives on', async () => {
    const { url } = shop.daemon;
    const id = newSession();
    const socket = await openSocket(url, id);
    const noise = await noisyJpeg();
    const cut = noise.subarray(0, noise.length / 2);
    const wrong: [unknown, string][] = [
      ['{"type":', 'bad_json'],
      ['[]', 'unknown_type'],
      ['null', 'unknown_type'],
      [{ type: 'dance' }, 'unknown_type'],
      [{ type: 'frame' }, 'bad_request'],
      [{ type: 'frame', frame: 'not base64!' }, 'bad_base64'],
      [{ type: 'frame', frame: 'data:image/jpeg;base64' }, 'bad_base64'],
      [{ type: 'frame', frame: '' }, 'bad_base64'],
      [{ type: 'frame', frame: Buffer.from('GIF89a, no JPEG').toString('base64') }, 'corrupt_image'],
      [{ type: 'frame', frame: cut.toString('base64') }, 'corrupt_image'],
      [{ type: 'cart_remove', index: 'one' }, 'bad_index'],
      [{ type: 'cart_remove', index: 0 }, 'not_signed_in'],
      [Buffer.from('YG nonsense, long enough'), 'bad_envelope'],
      [Buffer.from('YF'), 'bad_envelope'],
    ];
    for (const [message, code] of wrong) {
      socket.send(message as never);
      expect(await socket.next('error')).toMatchObject({
        code,
        message: expect.any(String),
        message_en: expect.any(String),
      });
    }
    await post(`${url}/api/login`, { session_id: id, phone: PHONE, pin: PIN });
    socket.send({ type: 'cart_remove', index: 7 });
    expect(await socket.next('error')).toMatchObject({ code: 'bad_index' });
    socket.send({ type: 'ping' });
    await socket.next('pong');
  });

  it('takes binary frames with the same meaning, and frames without a data: prefix', async () => {
    const { url } = shop.daemon;
    const id = newSession();
    const socket = await openSocket(url, id);
    const header = Buffer.alloc(16);
    header.write('YF');
    header.writeUInt8(1, 2);
    header.writeUInt8(1, 3);
    header.writeUInt32LE(77, 4);
    header.writeDoubleLE(1_700_000_000_000, 8);
    socket.send(Buffer.concat([header, white]));
    expect(await socket.next('frame_received')).toEqual({
      type: 'frame_received',
      seq: 77,
      timestamp: '2023-11-14T22:13:20.000Z',
    });
    expect(await socket.next('detections')).toMatchObject({
      seq: 77,
      width: 64,
      height: 64,
      detections: [{ class_name: 'yuancui-tea', box: [24, 16, 40, 48], product: { name: '元翠茶' } }],
    });
    socket.send({ type: 'frame', frame: white.toString('base64') });
    await socket.next('frame_received');
    await socket.next('detections');
  });

  it('removes a line and sets a quantity', async () => {
    const { url } = shop.daemon;
    const id = newSession();
    const socket = await openSocket(url, id);
    await post(`${url}/api/login`, { session_id: id, phone: PHONE, pin: PIN });
    for (let i = 0; i < 4; i += 1) await socket.show(white);
    socket.send({ type: 'cart_set_quantity', index: 0, quantity: 3 });
    await untilTotal(socket, 450);
    socket.send({ type: 'cart_remove', index: 0 });
    await untilTotal(socket, 0);
    expect(await post(`${url}/api/checkout`, { session_id: id })).toMatchObject({
      status: 400,
      body: { message: '購物車是空的' },
    });
  });

  it('shows one session to several sockets', async () => {
    const { url } = shop.daemon;
    const id = newSession();
    const edge = await openSocket(url, id);
    const kiosk = await openSocket(url, id);
    const other = await openSocket(url, newSession());
    await edge.show(white);
    await kiosk.next('detections');
    expect(kiosk.all('frame_received')).toEqual([]);
    expect(other.all('detections')).toEqual([]);
  });

  it('lets one camera at a time feed a session', async () => {
    const { url } = shop.daemon;
    const id = newSession();
    const edge = await openSocket(url, id);
    const kiosk = await openSocket(url, id);
    await edge.show(white);
    await kiosk.show(white);
    expect(await kiosk.next('frame_dropped')).toMatchObject({ reason: 'another_camera', seq: 1 });
  });

  it('answers every frame of a burst once: worked on, or dropped for a newer one', async () => {
    const { url } = shop.daemon;
    const id = newSession();
    const socket = await openSocket(url, id);
    const frame = white.toString('base64');
    for (let seq = 1; seq <= 200; seq += 1) socket.send({ type: 'frame', frame, seq });
    const answers = () => [...socket.all('frame_received'), ...socket.all('frame_dropped')];
    await until(() => answers().length >= 200);
    expect(
      answers()
        .map(({ seq }) => seq)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    // The newest frame is never the one that gives way.
    expect(socket.all('frame_received').at(-1)).toMatchObject({ seq: 200 });
    expect(socket.all('frame_dropped').every(({ reason }) => reason === 'superseded')).toBe(true);
  });

  it('closes a socket that sends more than a message may have, and keeps its session', async () => {
    const { url } = shop.daemon;
    const id = newSession();
    const socket = await openSocket(url, id);
    await post(`${url}/api/login`, { session_id: id, phone: PHONE, pin: PIN });
    socket.send('x'.repeat(5 * 2 ** 20));
    const code = await new Promise((resolve) => socket.raw.once('close', resolve));
    expect(code).toBe(1009);
    const again = await openSocket(url, id);
    expect(await again.next('session_state')).toMatchObject({ user: { phone: '0900***000' } });
  });

  it.each([['/ws/'], ['/ws/a%20b'], [`/ws/${'x'.repeat(65)}`], ['/elsewhere']])(
    'refuses the address %s',
    async (path) => {
      const { url } = shop.daemon;
      await expect(openSocket(url, '', {}, path)).rejects.toThrow(/refused with 40[04]/);
    },
  );
});

describe('HTTP errors', () => {
  it('are JSON of the catalogue, never a stack trace', async () => {
    const { url } = shop.daemon;
    const replies = [
      [await get(`${url}/nothing`), 404, 'not_found'],
      [await post(`${url}/api/checkout`, '{"session_id":'), 400, 'bad_json'],
      [await post(`${url}/api/checkout`, {}), 400, 'bad_request'],
      [await post(`${url}/api/checkout`, { session_id: '../../etc' }), 400, 'bad_request'],
      [
        await post(`${url}/api/checkout`, { session_id: 'a' }, { 'Idempotency-Key': 'a b' }),
        400,
        'bad_request',
      ],
      [await post(`${url}/api/checkout`, { session_id: 'x'.repeat(100_000) }), 413, 'payload_too_large'],
      [await post(`${url}/api/login`, { session_id: 'a', phone: '1', pin: '1' }), 400, 'bad_request'],
      [
        await post(`${url}/api/login`, { session_id: 'a', phone: PHONE, pin: '9999' }),
        401,
        'wrong_phone_or_pin',
      ],
      [await post(`${url}/api/products`, {}), 405, 'method_not_allowed'],
      [await get(`${url}/samples/one-item/frames/..%2fexpected.json`), 404, 'not_found'],
    ] as const;
    for (const [reply, status, code] of replies) {
      expect(reply).toMatchObject({ status, body: { success: false, code, message: expect.any(String) } });
      expect(JSON.stringify(reply.body)).not.toMatch(/at .*\(|node_modules|\.ts:/);
    }
  });
});

describe('health', () => {
  it('is told by /healthz, /readyz and /metrics', async () => {
    const { url } = await startDaemon();
    expect(await get(`${url}/healthz`)).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await get(`${url}/readyz`)).toMatchObject({ status: 200, body: { ready: true } });
    const socket = await openSocket(url, 'counter-1');
    await socket.show(white);
    const { body } = await get(`${url}/metrics`);
    expect(body).toContain('yolo1125_frames_total{outcome="analysed"} 1');
    expect(body).toContain('yolo1125_sockets 1');
  });
});

async function untilTotal(socket: Awaited<ReturnType<typeof openSocket>>, total: number): Promise<void> {
  await until(() => socket.all('cart_updated').at(-1)?.total === total);
}
