import sharp from 'sharp';

/** A plain JPEG. */
export function jpegOf(width = 640, height = 480, colour = '#808080'): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** A JPEG full of detail, about 100 kB, the same at each call. */
export function noisyJpeg(width = 640, height = 480): Promise<Buffer> {
  const raw = Buffer.alloc(width * height * 3);
  let state = 1;
  for (let index = 0; index < raw.length; index += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    raw[index] = state >> 16;
  }
  return sharp(raw, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 60 })
    .toBuffer();
}

/** Plain pictures, each as good as white and no two of the same bytes. */
export function whitePictures(count: number): Promise<readonly Buffer[]> {
  const shades = Array.from({ length: count }, (_, index) => `rgb(255,${255 - (index % 8)},${255 - index})`);
  return Promise.all(shades.map((shade) => jpegOf(64, 64, shade)));
}
