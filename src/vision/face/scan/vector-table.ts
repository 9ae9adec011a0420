/**
 * Unit vectors in rows, and exactly the nearest of them without multiplying all of them out.
 *
 * A row is kept twice: as it is, and rounded to eight bits. A query is multiplied with all rounded rows by WebAssembly, a
 * quarter of the memory and sixteen numbers at a time. How far rounding can have moved a product is known (Cauchy and
 * Schwarz: at most the length of what was rounded away), so only the few rows that can still be among the nearest two are
 * left to be compared as they are.
 */
import { SCAN_WASM } from './scan-bytes.js';

export interface VectorTable {
  readonly size: number;
  /**
   * Writes row `row`; `size` adds one.
   * @throws Error for a vector of another length than the first one
   */
  set(row: number, vector: Float32Array): void;
  /** The vector of a row; a view that is good until the next change. */
  get(row: number): Float32Array;
  /** Overwrites a row with the last one, which is then no more. */
  remove(row: number): void;
  /**
   * Rows, in order, with the two nearest to the query (by product) and everything as near as they among them.
   * @throws Error for a vector of another length than the table's
   */
  nearest(query: Float32Array): readonly number[];
}

interface Scan {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly scan: (rows: number, count: number, width: number, query: number, out: number) => void;
}

/** What is used of it; its types come with those of browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** Largest number of a rounded row. */
const ROW_MAX = 127;
const QUERY_MAX = 32_767;
const SUM_MAX = 2 ** 31 - 1;
/** Numbers that the scan takes at a time; rows are filled up with zeros. */
const LANES = 16;
const PAGE_BYTES = 65_536;
/** The first page: the products of one chunk of rows, then the query. Rows follow it. */
const CHUNK = 4_096;
const QUERY_AT = CHUNK * 4;
const ROWS_AT = PAGE_BYTES;
const WIDEST = (ROWS_AT - QUERY_AT) / 2;
/** Rows as they are lie in blocks, so that growing copies nothing. */
const BLOCK = 1_024;
/** More than products of unit vectors lose to the arithmetic of 32 and 64 bits. */
const SLACK = 1e-5;

export function createVectorTable(): VectorTable {
  const { memory, scan } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(SCAN_WASM, 'base64')))
    .exports as Scan;
  const blocks: Float32Array[] = [];
  /** What one step of a rounded row is worth, and the length of what was rounded away. */
  const steps: number[] = [];
  const lost: number[] = [];
  let length = 0;
  let width = 0;
  let upper = new Float64Array(0);

  function check(vector: Float32Array): void {
    if (vector.length === length) return;
    if (length > 0 && steps.length > 0)
      throw new Error(`a vector of ${vector.length} numbers among ones of ${length}`);
    length = vector.length;
    width = Math.ceil(length / LANES) * LANES;
    if (width > WIDEST) throw new Error(`a vector of ${length} numbers; at most ${WIDEST} are compared`);
    blocks.length = 0;
  }

  function get(row: number): Float32Array {
    const start = (row % BLOCK) * length;
    return (blocks[Math.floor(row / BLOCK)] as Float32Array).subarray(start, start + length);
  }

  function makeRoom(rows: number): void {
    const pages = Math.ceil((ROWS_AT + rows * width) / PAGE_BYTES) - memory.buffer.byteLength / PAGE_BYTES;
    if (pages > 0) memory.grow(Math.max(pages, CHUNK / LANES));
    if (blocks.length * BLOCK < rows) blocks.push(new Float32Array(BLOCK * length));
  }

  /** A query is rounded as finely as sums of 32 bits allow. */
  function roundQuery(query: Float32Array): Rounding {
    const most = Math.min(QUERY_MAX, Math.floor(SUM_MAX / ROW_MAX / width));
    return roundInto(new Int16Array(memory.buffer, QUERY_AT, width), query, most);
  }

  return {
    get size() {
      return steps.length;
    },
    get,
    set(row, vector) {
      check(vector);
      makeRoom(row + 1);
      get(row).set(vector);
      const rounded = new Int8Array(memory.buffer, ROWS_AT + row * width, width);
      const { step, away } = roundInto(rounded, vector, ROW_MAX);
      steps[row] = step;
      lost[row] = away;
    },
    remove(row) {
      const last = steps.length - 1;
      if (row !== last) this.set(row, get(last));
      get(last).fill(0);
      new Int8Array(memory.buffer, ROWS_AT + last * width, width).fill(0);
      steps.pop();
      lost.pop();
    },
    nearest(query) {
      const count = steps.length;
      if (count === 0) return [];
      check(query);
      if (upper.length < count) upper = new Float64Array(Math.ceil(count * 1.5));
      const bounds = upper;
      const { step, away } = roundQuery(query);
      const queryLength = Math.hypot(...query);
      const products = new Int32Array(memory.buffer, 0, CHUNK);
      /** What the nearest two rows have at the least. */
      let [first, second] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (let from = 0; from < count; from += CHUNK) {
        const some = Math.min(CHUNK, count - from);
        scan(ROWS_AT + from * width, some, width, QUERY_AT, 0);
        for (let at = 0; at < some; at += 1) {
          const row = from + at;
          const moved = lost[row] as number;
          const product = (products[at] as number) * (steps[row] as number) * step;
          // q·x − q′·x′ = q·(x − x′) + (q − q′)·x′, and x′ is no longer than 1 and what was rounded away.
          const error = queryLength * moved + away * (1 + moved) + SLACK;
          bounds[row] = product + error;
          const least = product - error;
          if (least > second) {
            second = Math.min(first, least);
            first = Math.max(first, least);
          }
        }
      }
      const found: number[] = [];
      for (let row = 0; row < count; row += 1) if ((bounds[row] as number) >= second) found.push(row);
      return found;
    },
  };
}

interface Rounding {
  /** What one step of a rounded number is worth. */
  readonly step: number;
  /** Length of what was rounded away. */
  readonly away: number;
}

/** Rounds a vector to whole steps, at most `most` of them; fills the rest with zeros. */
function roundInto(target: Int8Array | Int16Array, vector: Float32Array, most: number): Rounding {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const step = largest / most || 1;
  target.fill(0);
  let square = 0;
  for (let at = 0; at < vector.length; at += 1) {
    const value = vector[at] as number;
    target[at] = Math.round(value / step);
    square += (value - (target[at] as number) * step) ** 2;
  }
  return { step, away: Math.sqrt(square) };
}
