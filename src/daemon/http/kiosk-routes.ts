/** What the kiosk page needs to know of this daemon, and in demo mode the recorded clips. */
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Router from '@koa/router';
import { AppError, type CartMode, type ClipView, type KioskReply } from '../../protocol/index.js';
import { DEMO_MEMBER } from '../../shop/index.js';
import type { DaemonContext } from '../context.js';

export function addKioskRoutes(router: Router, { options, faces }: DaemonContext): void {
  const { demo, samplesDir, fps, frameWidth, publicUrl, cartMode } = options;

  router.get('/api/kiosk', async (ctx) => {
    const { phone, pin } = DEMO_MEMBER;
    ctx.body = {
      fps,
      frame_width: frameWidth,
      public_url: publicUrl,
      faces: faces.view,
      demo: demo ? { phone, pin, clips: await listClips(samplesDir, cartMode) } : null,
    } satisfies KioskReply;
  });

  if (!demo) return;
  router.get('/samples/:clip/frames/:file', async (ctx) => {
    const { clip = '', file = '' } = ctx.params;
    if (!/^[a-z0-9-]+$/.test(clip) || !/^\d{6}\.jpg$/.test(file)) throw new AppError('not_found', ctx.path);
    const path = join(samplesDir, clip, 'frames', file);
    const stream = createReadStream(path);
    await new Promise((resolve, reject) => {
      stream.once('open', resolve);
      stream.once('error', () => reject(new AppError('not_found', ctx.path)));
    });
    ctx.type = 'image/jpeg';
    ctx.set('Cache-Control', 'public, max-age=3600');
    ctx.body = stream;
  });
}

/** Those of the daemon's mode: shown and taken away again, in tray mode nothing stays in the cart. */
async function listClips(samplesDir: string, cartMode: CartMode): Promise<readonly ClipView[]> {
  const entries = await readdir(samplesDir, { withFileTypes: true }).catch(() => []);
  const clips = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readClip(samplesDir, name, cartMode));
  return (await Promise.all(clips)).filter((clip) => clip !== null);
}

/** Null for a folder that is no clip of this mode. */
async function readClip(samplesDir: string, name: string, cartMode: CartMode): Promise<ClipView | null> {
  try {
    const folder = join(samplesDir, name);
    const expected = JSON.parse(
      await readFile(join(folder, 'expected.json'), 'utf8'),
    ) as Partial<ClipView> & {
      readonly people?: readonly string[];
      readonly cart?: CartMode;
    };
    if ((expected.cart ?? 'scan') !== cartMode) return null;
    const files = await readdir(join(folder, 'frames'));
    const frames = files.filter((file) => file.endsWith('.jpg')).length;
    const title = expected.title ?? { zh: name, en: name };
    return { name, title, fps: expected.fps ?? 5, frames, by_face: (expected.people?.length ?? 0) > 0 };
  } catch {
    return null;
  }
}
