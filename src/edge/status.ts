/** How the edge is: one record that its parts write and its health page reads. */
export interface EdgeStatus {
  readonly startedAt: string;
  camera: {
    /** `waiting`: it failed and is tried again soon. `frozen`: it gives the same picture over and over. */
    state: 'opening' | 'running' | 'frozen' | 'waiting' | 'ended';
    source: string;
    /** Pictures it gave. */
    frames: number;
    restarts: number;
    /** ms of `performance.now()`, or null. */
    lastFrameAt: number | null;
    /** Why it is not running, or null. */
    reason: string | null;
  };
  line: {
    state: 'connecting' | 'connected' | 'waiting';
    /** Whether another socket's camera feeds this session, so that our pictures are not taken. */
    elsewhere: boolean;
    connects: number;
    /** Frames a second and width that the daemon asks for; null before it was reached. */
    fps: number | null;
    width: number | null;
    sent: number;
    /** Frames by what the daemon said to them. */
    taken: number;
    dropped: number;
    refused: number;
    /** Frames that the daemon never answered because the line fell. */
    unanswered: number;
    /** There and back on the line, ms. */
    roundTripMs: number | null;
    /** ms of `performance.now()`, or null. */
    lastAnswerAt: number | null;
    reason: string | null;
  };
  /** From a picture's coming out of the camera to the daemon's answer, ms; the last few hundred. */
  readonly answerMs: number[];
  /** Counted up by whatever goes forward, attempts to recover too; the service manager is told while it moves. */
  progress: number;
}

const KEPT_ANSWERS = 512;

export function createStatus(): EdgeStatus {
  return {
    startedAt: new Date().toISOString(),
    camera: { state: 'opening', source: '', frames: 0, restarts: 0, lastFrameAt: null, reason: null },
    line: {
      state: 'connecting',
      elsewhere: false,
      connects: 0,
      fps: null,
      width: null,
      sent: 0,
      taken: 0,
      dropped: 0,
      refused: 0,
      unanswered: 0,
      roundTripMs: null,
      lastAnswerAt: null,
      reason: null,
    },
    answerMs: [],
    progress: 0,
  };
}

export function noteAnswer({ answerMs }: EdgeStatus, ms: number): void {
  answerMs.push(ms);
  if (answerMs.length > KEPT_ANSWERS) answerMs.shift();
}

/** Whether pictures go from the camera to the daemon, or would if another camera were not in the way. */
export function isWell({ camera, line }: EdgeStatus): boolean {
  return camera.state === 'running' && line.state === 'connected';
}

/** Something that people should read: what it is about, and a line. */
export type Say = (about: 'camera' | 'daemon' | 'recording' | 'faces' | 'health', text: string) => void;

/** What every part of the edge is given. */
export interface EdgeContext {
  readonly status: EdgeStatus;
  readonly say: Say;
}
