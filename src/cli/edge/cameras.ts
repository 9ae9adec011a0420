import { Command } from 'commander';
import { backendHere, type Camera, listCameras } from '../../edge/index.js';
import { print } from '../fail.js';

export function camerasCommand(): Command {
  return new Command('cameras')
    .option('--json', 'one JSON object')
    .addHelpText(
      'after',
      `
"mjpeg" is what a camera compresses itself: it is passed on as it is, which costs next to nothing. "raw" pictures are
compressed here. The number, or on Linux a path below /dev/v4l/by-id, is what --camera takes.

Examples:
  $ yolo1125 cameras
  $ yolo1125 edge --camera 0 --session kiosk-1`,
    )
    .action(cameras);
}

async function cameras({ json }: { readonly json?: boolean }): Promise<void> {
  const backend = backendHere();
  const found = await listCameras();
  if (json) return print(JSON.stringify({ backend, cameras: found }));
  print(backend === null ? 'opened by  nothing: install ffmpeg' : `opened by  ${backend}`);
  for (const camera of found) {
    print(`${camera.device.padEnd(3)} ${camera.name}`);
    for (const line of modesOf(camera)) print(`      ${line}`);
  }
  if (found.length === 0) print(adviceForNone());
}

function modesOf({ modes }: Camera): readonly string[] {
  return (['mjpeg', 'raw'] as const).flatMap((format) => {
    const sizes = modes
      .filter((mode) => mode.format === format)
      .map(({ width, height, fps }) => `${width}×${height}${fps === null ? '' : `@${fps}`}`);
    return sizes.length === 0 ? [] : [`${format.padEnd(6)} ${sizes.join(' ')}`];
  });
}

function adviceForNone(): string {
  if (process.platform !== 'linux') return 'no camera found; plug one in, and allow this terminal to use it';
  return 'no camera found; plug one in, and see that this user may read /dev/video* (group "video")';
}
