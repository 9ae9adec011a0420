/** TensorFlow keeps channels last, ONNX first; this is the bookkeeping between the two. */

/** Convolution weights `[h, w, in, out]` → `[out, in, h, w]`. */
export function toOihw(data: ArrayLike<number>, [h, w, cin, cout]: readonly number[]): Float32Array {
  const [height, width, inputs, outputs] = [h as number, w as number, cin as number, cout as number];
  const result = new Float32Array(height * width * inputs * outputs);
  let read = 0;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      for (let input = 0; input < inputs; input += 1)
        for (let output = 0; output < outputs; output += 1)
          result[((output * inputs + input) * height + y) * width + x] = data[read++] as number;
  return result;
}

/** Depthwise weights `[h, w, channels, multiplier]` → `[channels × multiplier, 1, h, w]`. */
export function toDepthwise(data: ArrayLike<number>, [h, w, c, m]: readonly number[]): Float32Array {
  const pixels = (h as number) * (w as number);
  const channels = (c as number) * (m as number);
  const result = new Float32Array(pixels * channels);
  for (let pixel = 0; pixel < pixels; pixel += 1)
    for (let channel = 0; channel < channels; channel += 1)
      result[channel * pixels + pixel] = data[pixel * channels + channel] as number;
  return result;
}

export interface Padding {
  readonly before: number;
  readonly after: number;
  /** Size of the result along this axis. */
  readonly size: number;
}

/** TensorFlow's padding words along one axis; with `SAME` the odd pixel goes behind. */
export function paddingOf(word: string | undefined, size: number, kernel: number, stride: number): Padding {
  if (word === 'VALID') return { before: 0, after: 0, size: Math.floor((size - kernel) / stride) + 1 };
  if (word !== 'SAME') throw new Error(`padding ${word} is not supported`);
  const result = Math.ceil(size / stride);
  const total = Math.max((result - 1) * stride + kernel - size, 0);
  return { before: total >> 1, after: total - (total >> 1), size: result };
}
