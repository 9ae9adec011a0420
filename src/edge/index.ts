/** Cameras, recordings and the way up to the daemon. */

export { CameraLostError, type CameraPatience, type CapturedFrame, keepCamera } from './camera.js';
export { backendHere, type Camera, listCameras } from './cameras/list.js';
export { type HealthServer, serveHealth } from './health.js';
export type { LineListeners } from './line.js';
export { type LocalEyes, openLocalEyes } from './local.js';
export { nextDue } from './pace.js';
export { openRecorder, type Recorder } from './record/recorder.js';
export { type Answer, askJson, type Question } from './request.js';
export { type EdgeOptions, runEdge } from './run.js';
export { findServiceManager, type ServiceManager } from './service-manager.js';
export { openCamera } from './sources/camera.js';
export { splitJpegs } from './sources/mjpeg.js';
export { openRecording, openSource } from './sources/open.js';
export {
  type Backend,
  type CaptureWish,
  DEFAULT_WISH,
  type FrameSource,
  type SourceFrame,
} from './sources/source.js';
export { createStatus, type EdgeContext, type EdgeStatus, type Say } from './status.js';
export { connectUplink, type Uplink } from './uplink.js';
