/** A short sound when something comes into the cart, for whoever looks at the product and not at the screen. */
import { signal } from '@preact/signals';
import { readKept, writeKept } from './kept';

const KEPT_AS = 'yolo1125.sound';
/** Hz: a fifth upwards. */
const TONES = [880, 1320] as const;
const TONE_S = 0.11;
const LOUDNESS = 0.12;
const SILENT = 0.0001;

export const soundOn = signal(readKept('local', KEPT_AS) !== 'off');

let output: AudioContext | null = null;

function playTone(context: AudioContext, frequency: number, at: number): void {
  const tone = new OscillatorNode(context, { frequency });
  const volume = new GainNode(context, { gain: SILENT });
  // Up and down in a curve: a tone that begins or ends at once clicks.
  volume.gain.setValueAtTime(SILENT, at);
  volume.gain.exponentialRampToValueAtTime(LOUDNESS, at + TONE_S / 8);
  volume.gain.exponentialRampToValueAtTime(SILENT, at + TONE_S * 2);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + TONE_S * 2);
}

/** Silent where it is switched off, and in browsers that allow no sound before the page was first touched. */
export async function playAdded(): Promise<void> {
  if (!soundOn.value) return;
  try {
    output ??= new AudioContext();
    // One that waits would play everything at once when it is allowed to.
    if (output.state !== 'running' && !navigator.userActivation?.hasBeenActive) return;
    await output.resume();
    const now = output.currentTime;
    for (const [index, frequency] of TONES.entries()) playTone(output, frequency, now + index * TONE_S);
  } catch {
    // A computer without a loudspeaker sells as well.
  }
}

/** Switched on it is heard at once. */
export function switchSound(): void {
  soundOn.value = !soundOn.value;
  writeKept('local', KEPT_AS, soundOn.value ? 'on' : 'off');
  void playAdded();
}
