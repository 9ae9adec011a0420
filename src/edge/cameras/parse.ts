/** What ffmpeg prints about cameras, read. Each operating system has its own words. */

/** One way a camera can give pictures. */
export interface CameraMode {
  /** `mjpeg`: the camera compresses, its JPEGs are passed on as they are. */
  readonly format: 'mjpeg' | 'raw';
  readonly width: number;
  readonly height: number;
  /** Most frames a second, when it is said. */
  readonly fps: number | null;
}

export interface FoundCamera {
  /** What `--camera` takes. */
  readonly device: string;
  readonly name: string;
}

/**
 * Modes of `ffmpeg -f v4l2 -list_formats all -i /dev/video0`, whose lines are
 * `[video4linux2,v4l2 @ 0x…] Compressed:       mjpeg :          Motion-JPEG : 640x480 1280x720`.
 */
export function parseV4l2Modes(text: string): readonly CameraMode[] {
  return text.split('\n').flatMap((line) => {
    const [, kind, codec = '', sizes = ''] = /(Compressed|Raw)\s*:\s*(\S+)\s*:.*?:(.*)$/.exec(line) ?? [];
    if (kind === undefined || (kind === 'Compressed' && codec !== 'mjpeg')) return [];
    return [...sizes.matchAll(/(\d+)x(\d+)/g)].map(([, width, height]) => ({
      format: kind === 'Compressed' ? ('mjpeg' as const) : ('raw' as const),
      width: Number(width),
      height: Number(height),
      fps: null,
    }));
  });
}

/**
 * Modes of `ffmpeg -f dshow -list_options true -i video=NAME`, whose lines are
 * `vcodec=mjpeg  min s=640x480 fps=5 max s=640x480 fps=30`, with `pixel_format=…` for raw pictures.
 */
export function parseDshowModes(text: string): readonly CameraMode[] {
  const modes = text.split('\n').flatMap((line) => {
    const found = /(vcodec|pixel_format)=(\S+)\s.*max s=(\d+)x(\d+) fps=([\d.]+)/.exec(line);
    if (!found || (found[1] === 'vcodec' && found[2] !== 'mjpeg')) return [];
    const format = found[1] === 'vcodec' ? ('mjpeg' as const) : ('raw' as const);
    return [{ format, width: Number(found[3]), height: Number(found[4]), fps: Math.round(Number(found[5])) }];
  });
  // The same mode is listed once for each colour range.
  return [...new Map(modes.map((mode) => [JSON.stringify(mode), mode])).values()];
}

/** Cameras of `ffmpeg -f dshow -list_devices true -i dummy`: lines `"Integrated Camera" (video)`. */
export function parseDshowCameras(text: string): readonly FoundCamera[] {
  return [...text.matchAll(/"([^"]+)" \(video\)/g)].map(([, name = '']) => ({ device: name, name }));
}

/**
 * Cameras of `ffmpeg -f avfoundation -list_devices true -i ""`: lines `[0] FaceTime HD Camera` between the headings of
 * video and audio devices.
 */
export function parseAvfoundationCameras(text: string): readonly FoundCamera[] {
  const [, video = ''] = /video devices:([\s\S]*?)(?:audio devices:|$)/.exec(text) ?? [];
  return [...video.matchAll(/\[(\d+)\] (.+)/g)].flatMap(([, device = '', name = '']) =>
    name.startsWith('Capture screen') ? [] : [{ device, name: name.trim() }],
  );
}
