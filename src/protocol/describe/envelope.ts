/** The binary frame of `frame-envelope.ts`, told as data. */

/** Numbers are little endian; `value` is what a field always holds. */
export const ENVELOPE_LAYOUT = [
  { field: 'magic', offset: 0, bytes: 2, type: 'ascii', value: 'YF' },
  { field: 'version', offset: 2, bytes: 1, type: 'uint8', value: 1 },
  { field: 'content', offset: 3, bytes: 1, type: 'uint8', value: 1, meaning: '1 is JPEG.' },
  { field: 'seq', offset: 4, bytes: 4, type: 'uint32', meaning: "The sender's own number of the frame." },
  { field: 'timestamp', offset: 8, bytes: 8, type: 'float64', meaning: 'Capture time, ms since 1970.' },
  { field: 'jpeg', offset: 16, bytes: null, type: 'bytes' },
] as const;
