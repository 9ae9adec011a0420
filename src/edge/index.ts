/** Cameras, recordings and the way up to the daemon. */
export { splitJpegs } from './sources/mjpeg.js';
export { openRecording } from './sources/open.js';
export type { FrameSource, SourceFrame } from './sources/source.js';
export { connectUplink, type Uplink } from './uplink.js';
