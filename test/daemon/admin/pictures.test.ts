/** Pictures of products: what is taken, what is kept of it, and how browsers may keep it. */
import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { AdminProductsReply } from '../../../src/protocol/index.js';
import { get } from '../../support/client.js';
import { sharedDaemon } from '../../support/daemon.js';
import { type Owner, signInAsOwner } from '../../support/owner.js';
import { jpegOf } from '../../support/pictures.js';

const TEA = 'yuancui-tea';
const MEGABYTE = 2 ** 20;

const shop = sharedDaemon();
let owner: Owner;
beforeAll(async () => {
  owner = await signInAsOwner(shop.daemon.url);
});

const put = (bytes: Buffer, type: string, id = TEA) =>
  owner.send('PUT', `products/${id}/picture`, bytes, type);
const addressOf = async (id = TEA) =>
  (await owner.get('products', AdminProductsReply)).products.find((product) => product.id === id)?.picture ??
  null;

async function fetchPicture(address: string) {
  const reply = await fetch(shop.daemon.url + address);
  return { headers: reply.headers, bytes: Buffer.from(await reply.arrayBuffer()), status: reply.status };
}

/** A black picture, one bit a pixel: a few kilobytes that are many megabytes once they are read. */
function blackPng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 1;
  const pixels = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a picture', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'as %s is kept small, upright and without what the camera wrote',
    async (format) => {
      const photo = await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#2468ac' } })
        .withExif({ IFD0: { Copyright: 'who took it' }, IFD3: { GPSLatitudeRef: 'N' } })
        .withMetadata({ orientation: 6 })
        .toFormat(format)
        .toBuffer();
      const reply = await put(photo, `image/${format}`);
      expect(reply.status).toBe(200);
      const { bytes } = await fetchPicture(reply.body.product.picture);
      const kept = await sharp(bytes).metadata();
      expect(kept).toMatchObject({ format: 'jpeg', width: 360, height: 640 });
      expect([kept.exif, kept.icc, kept.xmp]).toEqual([undefined, undefined, undefined]);
    },
  );

  it('has another address after each change, which may be kept for ever; without it the browser asks', async () => {
    const first = (await put(await jpegOf(32, 32, '#ff0000'), 'image/jpeg')).body.product.picture;
    const second = (await put(await jpegOf(32, 32, '#00ff00'), 'image/jpeg')).body.product.picture;
    expect(second).not.toBe(first);
    const { body } = await get(`${shop.daemon.url}/api/products`);
    expect(body.products[0].picture).toBe(second);
    const found = await fetchPicture(second);
    expect(found.status).toBe(200);
    expect(found.headers.get('content-type')).toBe('image/jpeg');
    expect(found.headers.get('x-content-type-options')).toBe('nosniff');
    expect(found.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    // Whoever has an old address gets the picture of now, and must not keep it under the old one.
    for (const address of [first, `/pictures/${TEA}`]) {
      const reply = await fetchPicture(address);
      expect(reply.headers.get('cache-control')).toBe('no-cache');
      expect(reply.bytes.equals(found.bytes)).toBe(true);
    }
  });

  it('may be taken away, and is then found nowhere', async () => {
    const reply = await owner.send('DELETE', `products/${TEA}/picture`);
    expect(reply).toMatchObject({ status: 200, body: { product: { picture: null } } });
    expect(await get(`${shop.daemon.url}/pictures/${TEA}`)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });

  it('of a product that is not there is refused', async () => {
    const reply = await put(await jpegOf(8, 8), 'image/jpeg', 'none');
    expect(reply).toMatchObject({ status: 404, body: { code: 'product_unknown' } });
  });
});

describe('what is no picture is refused, and the one before stays', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
  const cases: readonly (readonly [string, () => Buffer | Promise<Buffer>, string, string])[] = [
    ['nothing', () => Buffer.alloc(0), 'image/jpeg', 'bad_picture'],
    ['noise', () => randomBytes(4096), 'image/png', 'bad_picture'],
    [
      'noise behind the first bytes of a JPEG',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(4096)]),
      'image/jpeg',
      'bad_picture',
    ],
    ['half a JPEG', async () => (await jpegOf(640, 480)).subarray(0, 700), 'image/jpeg', 'bad_picture'],
    ['an SVG by its name', () => Buffer.from(svg), 'image/svg+xml', 'bad_picture'],
    ['an SVG that calls itself a PNG', () => Buffer.from(svg), 'image/png', 'bad_picture'],
    [
      'a GIF',
      () =>
        sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
          .gif()
          .toBuffer(),
      'image/gif',
      'bad_picture',
    ],
    [
      'a GIF that calls itself a JPEG',
      () =>
        sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
          .gif()
          .toBuffer(),
      'image/jpeg',
      'bad_picture',
    ],
    ['a PNG that would fill the memory', () => blackPng(12_000), 'image/png', 'bad_picture'],
    ['a picture without its type', () => jpegOf(8, 8), 'application/octet-stream', 'bad_picture'],
    [
      '9 MB',
      () => Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(9 * MEGABYTE)]),
      'image/jpeg',
      'payload_too_large',
    ],
  ];

  it.each(cases)('%s', async (_, make, type, code) => {
    await put(await jpegOf(16, 16, '#123456'), 'image/jpeg');
    const before = await addressOf();
    const reply = await put(await make(), type);
    expect(reply.body.code).toBe(code);
    expect(reply.status).toBe(code === 'payload_too_large' ? 413 : 400);
    expect(await addressOf()).toBe(before);
  });

  it('but one of few pixels that is made the same way is taken, and the daemon goes on', async () => {
    expect((await put(blackPng(1_200), 'image/png')).status).toBe(200);
    expect((await get(`${shop.daemon.url}/readyz`)).status).toBe(200);
  });
});
