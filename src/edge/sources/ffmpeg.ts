/** ffmpeg as a source of JPEGs, one after another. */
import { type ChildProcess, spawn } from 'node:child_process';
import { splitJpegs } from './mjpeg.js';

/** How much of ffmpeg's last words is kept, characters. */
const REASON_LENGTH = 4_000;
/** How long ffmpeg has to end in peace before it is killed, ms. A stopped or stuck one never ends in peace. */
const KILL_AFTER_MS = 1_000;

/**
 * What ffmpeg makes of its arguments, which must write MJPEG to `pipe:1`.
 * @param signal ends it at once, whatever state ffmpeg is in
 * @throws Error with ffmpeg's reason when it could not go on
 */
export async function* ffmpegJpegs(args: readonly string[], signal?: AbortSignal): AsyncIterable<Uint8Array> {
  if (signal?.aborted) return;
  const ffmpeg = spawn('ffmpeg', ['-nostdin', '-hide_banner', '-loglevel', 'error', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = whenEnded(ffmpeg);
  const { stdout } = ffmpeg;
  const stop = () => void stdout.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for await (const jpeg of splitJpegs(stdout)) yield jpeg;
    const failure = await ended;
    if (failure) throw failure;
  } catch (error) {
    // A stream that was destroyed complains of it.
    if (!signal?.aborted) throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    end(ffmpeg);
  }
}

function whenEnded(ffmpeg: ChildProcess): Promise<Error | null> {
  let words = '';
  ffmpeg.stderr?.on('data', (text: Buffer) => {
    words = (words + text.toString()).slice(-REASON_LENGTH);
  });
  return new Promise((resolve) => {
    ffmpeg.on('error', (error: Error & { code?: string }) =>
      resolve(
        error.code === 'ENOENT' ? new Error('ffmpeg is not installed; it opens cameras and videos') : error,
      ),
    );
    ffmpeg.on('close', (status) => resolve(status ? new Error(`ffmpeg: ${reasonOf(words)}`) : null));
  });
}

/** The last line that ffmpeg said, without passwords of addresses in it. */
function reasonOf(words: string): string {
  const line = words.trim().split('\n').at(-1) ?? '';
  return hideSecrets(line.replace(/^\[[^\]]*\] /, '')) || 'it ended without a word';
}

/** Text without the user, the password and the query of the addresses in it. */
export function hideSecrets(text: string): string {
  return text.replace(/([a-z]+:\/\/)[^\s/]*@/gi, '$1').replace(/([a-z]+:\/\/[^\s?]*)\?\S*/gi, '$1');
}

function end(ffmpeg: ChildProcess): void {
  if (ffmpeg.exitCode !== null || ffmpeg.signalCode !== null) return;
  ffmpeg.kill('SIGTERM');
  const kill = setTimeout(() => {
    ffmpeg.kill('SIGKILL');
    // One that hangs inside the kernel outlives even this; the edge must be able to end without it.
    ffmpeg.stderr?.destroy();
    ffmpeg.unref();
  }, KILL_AFTER_MS);
  ffmpeg.once('exit', () => clearTimeout(kill));
}
