/** A camera of this computer, by ffmpeg or, where that is missing, by node-webcam. */
import { backendHere, linuxPath, modesOf } from '../cameras/list.js';
import type { CameraMode } from '../cameras/parse.js';
import { ffmpegJpegs } from './ffmpeg.js';
import type { Backend, CaptureWish, FrameSource } from './source.js';
import { COPY, ENCODE, filterOf } from './video.js';
import { openWebcam } from './webcam.js';

/** What may name a camera to ffmpeg: no shell sees it, but a name that starts with a dash would be an option. */
const LINUX_NAME = /^(\d{1,3}|\/dev\/[\w./:+-]{1,120})$/;
const OTHER_NAME = /^[^\p{C}-][^\p{C}]{0,99}$/u;
/** Macs' cameras refuse other rates; what is too much is left out afterwards. */
const MAC_FPS = 30;

/**
 * @param device number of the camera, or its path or name
 * @throws Error for what is no camera's name, and when no program is there to open one
 */
export function openCamera(device: string, wish: CaptureWish): FrameSource {
  const backend = chooseBackend(wish.backend);
  if (backend === 'node-webcam') return openWebcam(device, wish);
  if (!(process.platform === 'linux' ? LINUX_NAME : OTHER_NAME).test(device))
    throw new Error(`"${device}" is no camera; "yolo1125 cameras" lists them`);
  return {
    description: `camera ${device}`,
    count: null,
    live: true,
    async *frames(signal) {
      const modes = await modesOf(device);
      const start = performance.now();
      for await (const jpeg of ffmpegJpegs(cameraArguments(device, modes, wish), signal))
        yield { jpeg, time: performance.now() - start };
    },
  };
}

function chooseBackend(wished: CaptureWish['backend']): Backend {
  if (wished !== 'auto') return wished;
  const backend = backendHere();
  if (backend === null) {
    const fallback = process.platform === 'darwin' ? 'imagesnap' : 'fswebcam';
    throw new Error(`no program to open a camera; install ffmpeg (or ${fallback}, which is slower)`);
  }
  return backend;
}

/** JPEGs of the camera's own are passed on; raw pictures are made into JPEGs by ffmpeg. */
function cameraArguments(device: string, modes: readonly CameraMode[], wish: CaptureWish): readonly string[] {
  const mode = chooseMode(modes, wish);
  const size = mode ? `${mode.width}x${mode.height}` : wish.size;
  const copies = mode?.format === 'mjpeg';
  return [
    ...inputFormat(copies),
    ...(size === undefined ? [] : ['-video_size', size]),
    ...frameRate(mode, wish),
    '-i',
    inputName(device),
    ...(copies ? COPY : ['-vf', filterOf(wish), ...ENCODE]),
  ];
}

function frameRate(mode: CameraMode | null, { fps }: CaptureWish): readonly string[] {
  if (process.platform === 'darwin') return ['-framerate', `${MAC_FPS}`];
  return mode === null ? [] : ['-framerate', `${Math.min(fps, mode.fps ?? fps)}`];
}

function inputFormat(copies: boolean): readonly string[] {
  if (process.platform === 'darwin') return ['-f', 'avfoundation'];
  if (process.platform === 'win32') return ['-f', 'dshow', ...(copies ? ['-vcodec', 'mjpeg'] : [])];
  return ['-f', 'v4l2', ...(copies ? ['-input_format', 'mjpeg'] : [])];
}

function inputName(device: string): string {
  if (process.platform === 'darwin') return `${device}:none`;
  return process.platform === 'win32' ? `video=${device}` : linuxPath(device);
}

/**
 * The mode to ask for: the size that was asked for, else the smallest that is wide enough, else the widest; JPEG before
 * raw. Null when the camera's modes are not known.
 */
export function chooseMode(modes: readonly CameraMode[], { width, size }: CaptureWish): CameraMode | null {
  const wanted = size === undefined ? modes : modes.filter((mode) => `${mode.width}x${mode.height}` === size);
  const jpegs = wanted.filter(({ format }) => format === 'mjpeg');
  const pool = [...(jpegs.length > 0 ? jpegs : wanted)].sort(
    (a, b) => a.width * a.height - b.width * b.height,
  );
  return pool.find((mode) => mode.width >= width) ?? pool.at(-1) ?? null;
}
