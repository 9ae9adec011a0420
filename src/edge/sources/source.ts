/** Where frames come from. */
export interface SourceFrame {
  readonly jpeg: Uint8Array;
  /** When it was taken, ms since the recording's start. */
  readonly time: number;
}

export interface FrameSource {
  /** For people: what is played. */
  readonly description: string;
  /** How many frames there are, when that is known. */
  readonly count: number | null;
  frames(): AsyncIterable<SourceFrame>;
}
