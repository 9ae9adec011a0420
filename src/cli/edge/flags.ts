/** The settings of cameras and of the edge, for the commands that open one. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  type CameraPatience,
  type CaptureWish,
  openRecorder,
  type Recorder,
  type Say,
} from '../../edge/index.js';
import { addCredentialSettings, type CredentialFlags } from '../credentials.js';
import { CliError } from '../fail.js';
import { integer, settings } from '../settings.js';

export interface CameraFlags {
  readonly camera: string;
  readonly backend: CaptureWish['backend'];
  readonly cameraFps: number;
  readonly cameraSize?: string;
  readonly cameraTimeout: number;
  readonly cameraGiveUp: number;
  readonly frozenAfter: number;
}

export interface RingFlags {
  readonly recordMegabytes: number;
  readonly recordHours: number;
}

export interface EdgeFlags extends CameraFlags, RingFlags, CredentialFlags {
  readonly record?: string;
  readonly url: string;
  readonly session: string;
  readonly maxFps: number;
  readonly maxWidth: number;
  readonly quality: number;
  readonly answerTimeout: number;
  readonly health?: number;
  readonly local?: boolean;
  readonly model?: string;
  readonly faceModels?: string;
  readonly embedder?: string;
}

const MAX_SECONDS = 86_400;

export function addCameraSettings(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--camera <source>',
        'number or path of a camera, rtsp://… or http://…, a recording, or test:',
      )
        .env('YOLO1125_CAMERA')
        .default('0'),
    )
    .addOption(
      new Option('--backend <program>', 'what opens the camera')
        .env('YOLO1125_BACKEND')
        .choices(['auto', 'ffmpeg', 'node-webcam'])
        .default('auto'),
    )
    .addOption(
      new Option('--camera-fps <number>', 'pictures a second asked of the camera')
        .env('YOLO1125_CAMERA_FPS')
        .argParser(integer(1, 60))
        .default(15),
    )
    .addOption(
      new Option(
        '--camera-size <size>',
        'size asked of the camera, e.g. 1280x720 (default: the smallest wide enough)',
      )
        .env('YOLO1125_CAMERA_SIZE')
        .argParser(size),
    )
    .addOption(
      new Option('--camera-timeout <seconds>', 'without a picture for so long the camera is opened again')
        .env('YOLO1125_CAMERA_TIMEOUT')
        .argParser(integer(1, MAX_SECONDS))
        .default(10),
    )
    .addOption(
      new Option('--camera-give-up <seconds>', 'without a picture for so long end with status 3; 0 never')
        .env('YOLO1125_CAMERA_GIVE_UP')
        .argParser(integer(0, MAX_SECONDS))
        .default(300),
    )
    .addOption(
      new Option('--frozen-after <seconds>', 'the same picture for so long is reported')
        .env('YOLO1125_FROZEN_AFTER')
        .argParser(integer(1, MAX_SECONDS))
        .default(30),
    );
}

export function addEdgeSettings(command: Command): Command {
  return addCredentialSettings(command)
    .addOption(
      new Option(
        '--session <id>',
        "the counter's session, the same that its kiosk page opens with ?session=ID",
      ).env('YOLO1125_SESSION'),
    )
    .addOption(
      new Option(
        '--max-fps <number>',
        'send no more pictures a second than this, whatever the daemon asks for',
      )
        .env('YOLO1125_MAX_FPS')
        .argParser(integer(1, 60))
        .default(60),
    )
    .addOption(
      new Option('--max-width <pixels>', 'send no wider pictures than this')
        .env('YOLO1125_MAX_WIDTH')
        .argParser(integer(160, 4096))
        .default(4096),
    )
    .addOption(
      new Option('--quality <number>', 'JPEG quality of pictures that must be made narrower')
        .env('YOLO1125_QUALITY')
        .argParser(integer(30, 100))
        .default(85),
    )
    .addOption(
      new Option('--answer-timeout <seconds>', 'without an answer for so long the daemon is connected again')
        .env('YOLO1125_ANSWER_TIMEOUT')
        .argParser(integer(1, MAX_SECONDS))
        .default(10),
    )
    .addOption(
      new Option('--health <port>', 'serve /healthz and /metrics on 127.0.0.1; 0 takes a free port')
        .env('YOLO1125_HEALTH')
        .argParser(integer(0, 65_535)),
    )
    .option('--local', 'look at the pictures here and send only what is found; needs a token')
    .addOption(settings.model())
    .addOption(settings.faceModels())
    .addOption(settings.embedder())
    .addOption(
      new Option(
        '--record <dir>',
        'keep the pictures that the daemon took, and its events, in this folder',
      ).env('YOLO1125_RECORD'),
    );
}

export function addRingSettings(command: Command): Command {
  return command
    .addOption(
      new Option('--record-megabytes <number>', 'most that recordings take up; the oldest go first')
        .env('YOLO1125_RECORD_MEGABYTES')
        .argParser(integer(1, 10_000_000))
        .default(1_000),
    )
    .addOption(
      new Option('--record-hours <number>', 'recordings older than this are removed')
        .env('YOLO1125_RECORD_HOURS')
        .argParser(integer(1, 87_600))
        .default(24),
    );
}

export function patienceOf({ cameraTimeout, frozenAfter, cameraGiveUp }: CameraFlags): CameraPatience {
  return {
    stallMs: cameraTimeout * 1000,
    frozenMs: frozenAfter * 1000,
    giveUpMs: cameraGiveUp * 1000,
  };
}

/**
 * @param source for people: the camera
 * @throws CliError when the folder cannot be written
 */
export function openRecorderAt(
  folder: string,
  { recordMegabytes, recordHours }: RingFlags,
  source: () => string,
  say: Say,
): Promise<Recorder> {
  const limits = { maxBytes: recordMegabytes * 2 ** 20, maxAgeMs: recordHours * 3_600_000 };
  return openRecorder({ folder, source, ...limits }, say).catch((error: Error) => {
    throw new CliError(`recordings cannot be kept in ${folder}: ${error.message}`);
  });
}

/** @param width that is enough, pixels */
export function wishOf({ backend, cameraFps, cameraSize }: CameraFlags, width: number): CaptureWish {
  return { width, fps: cameraFps, size: cameraSize, backend };
}

function size(text: string): string {
  if (!/^[1-9]\d{1,3}x[1-9]\d{1,3}$/.test(text))
    throw new InvalidArgumentError('Expected a size such as 1280x720.');
  return text;
}
