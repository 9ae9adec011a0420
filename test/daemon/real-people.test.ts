/** Real people's clips at a real daemon; skipped where the clips or ffmpeg are absent. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.js';
import { openSocket } from '../support/client.js';
import { ROOT, startDaemon } from '../support/daemon.js';
import { FACE_MODELS } from '../support/face-models.js';
import { isSignedIn, nameOf, phoneOf, playUntil } from '../support/faces.js';
import { temporaryFolder } from '../support/folder.js';
import { readJpegs } from '../support/people.js';

const CLIPS = join(ROOT, '../shared/data/clips');
const hasFfmpeg = () => {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

describe.skipIf(!existsSync(CLIPS) || !hasFfmpeg())('three real people', () => {
  it('are signed in as themselves in the clips they were not enrolled from, never as another', async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'data');
    const enrolled = new Map<string, string>();
    const met: [clip: string, person: string][] = [];
    for (const line of readFileSync(join(CLIPS, 'persons.csv'), 'utf8').trim().split('\n').slice(1)) {
      const [clip = '', person = ''] = line.trim().split(',');
      if (enrolled.has(person)) met.push([clip, person]);
      else enrolled.set(person, clip);
    }
    // They stand further away than at a counter.
    const near = ['--min-face', '45', '--face-models', FACE_MODELS, '--data', data];
    for (const [person, clip] of enrolled) {
      const who = ['--name', nameOf(person), '--phone', phoneOf(person), '--consent'];
      const run = await runCli(['enroll', ...who, '--clip', join(CLIPS, clip), ...near]);
      expect(run.code, run.err).toBe(0);
    }
    const args = ['--liveness', 'off', '--min-face', '45'];
    const daemon = await startDaemon({ data, faces: true, demo: false, args });
    await Promise.all(
      met.map(async ([clip, person]) => {
        const frames = join(folder, clip);
        mkdirSync(frames);
        const input = ['-i', join(CLIPS, clip), '-vf', 'fps=5', '-q:v', '3'];
        execFileSync('ffmpeg', ['-loglevel', 'error', ...input, join(frames, '%03d.jpg')]);
        const socket = await openSocket(daemon.url, clip.replace('.', '-'));
        await playUntil(socket, readJpegs(frames), isSignedIn(socket), 10);
        expect(socket.all('signed_in')).toMatchObject([{ user: { name: nameOf(person) } }]);
      }),
    );
  });
});
