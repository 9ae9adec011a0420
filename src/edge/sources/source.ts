/** Where frames come from. */
export interface SourceFrame {
  readonly jpeg: Uint8Array;
  /** When it was taken, ms since the source was opened or the recording began. Never runs backwards. */
  readonly time: number;
}

export interface FrameSource {
  /** For people: what is played. Holds no password. */
  readonly description: string;
  /** How many frames there are, when that is known. */
  readonly count: number | null;
  /** Whether frames come at the pace they are taken; the frames of a recording come as fast as they are read. */
  readonly live: boolean;
  /**
   * The frames, until there are no more.
   * @param signal ends them at once, even when the camera hangs
   * @throws Error that says in one line why the source cannot be opened or does not go on
   */
  frames(signal?: AbortSignal): AsyncIterable<SourceFrame>;
}

/** What is asked of a camera. */
export interface CaptureWish {
  /** Width that is enough, pixels: the smallest of the camera's own sizes that has it is taken. */
  readonly width: number;
  /** Frames a second. */
  readonly fps: number;
  /** One size instead: `1280x720`. */
  readonly size?: string | undefined;
  /** Which program takes the pictures; `auto` prefers ffmpeg. */
  readonly backend: Backend | 'auto';
}

export type Backend = 'ffmpeg' | 'node-webcam';

export const DEFAULT_WISH: CaptureWish = { width: 640, fps: 15, backend: 'auto' };
