/**
 * Every setting that may also come from the environment or a config file: one table for the code and the docs.
 * Precedence: flag, environment, config file, default.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { listOf } from '../daemon/access/peer.js';
import { FACE_DEFAULTS } from '../daemon/faces/options.js';
import { DAEMON_DEFAULTS, RATE_LIMITS } from '../daemon/options.js';
import { CliError } from './fail.js';

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const KIOSK_DIR = fromRoot('dist/kiosk');
export const SAMPLES_DIR = fromRoot('samples');
export const DEFAULT_MODEL = fromRoot('models/yolo1125-products.onnx');
/** Finds packages, whatever model is in use. */
export const LOCALISER = DEFAULT_MODEL;
export const PACKAGE_EMBEDDER = fromRoot('models/yolo1125-packages-embedder.onnx');
export const REFERENCES_DIR = fromRoot('models/references');
export const LABELS_DIR = fromRoot('models/labels');
export const CONFIG_FILE = 'yolo1125.config.json';

export function integer(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < min || value > max) {
      throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}

export function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value < 1)) {
    throw new InvalidArgumentError('Expected a number between 0 and 1, for example 0.7.');
  }
  return value;
}

/** A threshold of the embedder's measure, whatever its range. */
export function threshold(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Expected a number.');
  return value;
}

/** `left,top,right,bottom` as shares of the picture. */
export function zone(text: string): readonly [number, number, number, number] {
  const [left = -1, top = -1, right = -1, bottom = -1, ...rest] = text.split(',').map(Number);
  const inOrder = left >= 0 && left < right && right <= 1 && top >= 0 && top < bottom && bottom <= 1;
  if (!inOrder || rest.length > 0)
    throw new InvalidArgumentError(
      'Expected left,top,right,bottom between 0 and 1, for example 0.1,0,0.9,1.',
    );
  return [left, top, right, bottom];
}

/** Long enough that nobody guesses it. */
export function secret(text: string): string {
  if (!/^[\x21-\x7e]{16,256}$/.test(text))
    throw new InvalidArgumentError('Expected 16 to 256 visible characters, e.g. of "openssl rand -hex 24".');
  return text;
}

export function origins(text: string): readonly string[] {
  const list = text.split(',').map((origin) => origin.trim());
  for (const origin of list) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new InvalidArgumentError(
        `"${origin}" is no web origin; write it like https://shop.example:8443.`,
      );
    }
  }
  return list;
}

/** Without a slash at the end. */
export function publicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new InvalidArgumentError('Expected an address like https://shop.example.');
  }
  return url.href.replace(/\/$/, '');
}

/** Addresses and networks, by comma; by itself the setting means this computer. */
export function proxies(text: string): readonly string[] {
  if (['', 'on', 'true'].includes(text)) return LOOPBACK_PROXIES;
  const list = text.split(',').map((proxy) => proxy.trim());
  try {
    listOf(list);
  } catch {
    throw new InvalidArgumentError('Expected addresses or networks such as 192.0.2.7,10.0.0.0/8.');
  }
  return list;
}

const LOOPBACK_PROXIES = ['127.0.0.0/8', '::1'];

/** The embedded store, where `MONGODB_URI` would say another. */
export const EMBEDDED = 'embedded';

export function storeAddress(text: string): string {
  if (text === EMBEDDED || /^mongodb(\+srv)?:\/\/./.test(text)) return text;
  // Not repeated: it may hold a password.
  throw new InvalidArgumentError(`Expected mongodb://host/name, or "${EMBEDDED}".`);
}

/** The address of a MongoDB database under the name that other programs use too. `--store` goes before it. */
export const MONGODB_ENV = 'MONGODB_URI';

/** The master key itself. No flag and not in the config file: what stands on a command line, everybody here can read. */
export const MASTER_KEY_ENV = 'YOLO1125_MASTER_KEY';

/** Fresh options on each call: commander keeps state in them. */
export const settings = {
  host: () =>
    new Option('--host <address>', 'address to listen on').env('YOLO1125_HOST').default(DAEMON_DEFAULTS.host),
  port: () =>
    new Option('--port <number>', 'port to listen on; 0 takes a free one')
      .env('YOLO1125_PORT')
      .argParser(integer(0, 65_535))
      .default(DAEMON_DEFAULTS.port),
  data: () => new Option('--data <dir>', 'folder of the store').env('YOLO1125_DATA').default('data'),
  store: () =>
    new Option('--store <address>', 'MongoDB database that keeps the shop instead, mongodb://host/name')
      .env('YOLO1125_STORE')
      .argParser(storeAddress),
  model: () =>
    new Option(
      '--model <file>',
      'ONNX product model, a file or the name of an added one (default: the one in use)',
    ).env('YOLO1125_MODEL'),
  packageEmbedder: () =>
    new Option('--package-embedder <file>', 'what tells products that were learned from pictures apart')
      .env('YOLO1125_PACKAGE_EMBEDDER')
      .default(PACKAGE_EMBEDDER, 'the shipped one'),
  confidence: () =>
    new Option('--confidence <share>', 'score from which a product counts, 0 to 1')
      .env('YOLO1125_CONFIDENCE')
      .argParser(share)
      .default(DAEMON_DEFAULTS.tracker.confidence),
  cart: () =>
    new Option('--cart <mode>', 'how the cart fills: items shown one by one, or what lies on a tray')
      .env('YOLO1125_CART')
      .choices(['scan', 'tray'])
      .default(DAEMON_DEFAULTS.cartMode),
  workers: () =>
    new Option('--workers <number>', 'processes that analyse frames (default: one less than cores)')
      .env('YOLO1125_WORKERS')
      .argParser(integer(1, 64)),
  analysisTimeoutSeconds: () =>
    new Option('--analysis-timeout-seconds <number>', 'a worker that is at one frame for longer is replaced')
      .env('YOLO1125_ANALYSIS_TIMEOUT_SECONDS')
      .argParser(integer(1, 600))
      .default(DAEMON_DEFAULTS.analysisTimeoutMs / 1000),
  fps: () =>
    new Option('--kiosk-fps <number>', 'frames a second asked of the kiosk camera')
      .env('YOLO1125_KIOSK_FPS')
      .argParser(integer(1, 30))
      .default(DAEMON_DEFAULTS.fps),
  corsOrigin: () =>
    new Option('--cors-origin <list>', 'further web origins that may call the API, by comma')
      .env('YOLO1125_CORS_ORIGIN')
      .argParser(origins),
  publicUrl: () =>
    new Option('--public-url <url>', "address under which customers' phones reach this shop, for receipts")
      .env('YOLO1125_PUBLIC_URL')
      .argParser(publicUrl),
  graceSeconds: () =>
    new Option('--grace-seconds <number>', 'how long a dropped kiosk keeps its sign-in and cart')
      .env('YOLO1125_GRACE_SECONDS')
      .argParser(integer(1, 86_400))
      .default(DAEMON_DEFAULTS.graceMs / 1000),
  idleSeconds: () =>
    new Option('--idle-seconds <number>', 'how long a signed-in kiosk may be left alone')
      .env('YOLO1125_IDLE_SECONDS')
      .argParser(integer(1, 86_400))
      .default(DAEMON_DEFAULTS.idleMs / 1000),
  heartbeatSeconds: () =>
    new Option('--heartbeat-seconds <number>', 'how often each client is asked whether it is still there')
      .env('YOLO1125_HEARTBEAT_SECONDS')
      .argParser(integer(1, 3_600))
      .default(DAEMON_DEFAULTS.heartbeatMs / 1000),
  maxSessions: () =>
    new Option('--max-sessions <number>', 'sessions at once; further sockets are refused')
      .env('YOLO1125_MAX_SESSIONS')
      .argParser(integer(1, 100_000))
      .default(DAEMON_DEFAULTS.maxSessions),
  tlsCert: () =>
    new Option(
      '--tls-cert <file>',
      'certificate, with its chain, in PEM; the daemon then speaks TLS only',
    ).env('YOLO1125_TLS_CERT'),
  tlsKey: () =>
    new Option('--tls-key <file>', 'private key of the certificate, in PEM').env('YOLO1125_TLS_KEY'),
  behindProxy: () =>
    new Option(
      '--behind-proxy [addresses]',
      'a proxy speaks TLS to the clients; on this computer, or at these addresses',
    )
      .env('YOLO1125_BEHIND_PROXY')
      .preset('on')
      .argParser(proxies),
  insecure: () =>
    new Option('--insecure', 'open to the network without device tokens and without TLS').env(
      'YOLO1125_INSECURE',
    ),
  rateLimits: () =>
    new Option('--rate-limits <switch>', 'who is stopped when asking too often; auto: all but this computer')
      .env('YOLO1125_RATE_LIMITS')
      .choices(RATE_LIMITS)
      .default(DAEMON_DEFAULTS.rateLimits),
  edgeToken: () =>
    new Option(
      '--edge-token <secret>',
      'what an edge must show to be believed; better given as YOLO1125_EDGE_TOKEN',
    )
      .env('YOLO1125_EDGE_TOKEN')
      .argParser(secret),
  keyFile: () =>
    new Option(
      '--key-file <file>',
      'master key that opens the faces of members (default: <data>/master.key)',
    ).env('YOLO1125_KEY_FILE'),
  faces: () =>
    new Option('--faces <switch>', 'recognise members by their face')
      .env('YOLO1125_FACES')
      .choices(['on', 'off'])
      .default('on'),
  faceModels: () =>
    new Option('--face-models <dir>', 'folder of the prepared face models (default: <data>/face-models)').env(
      'YOLO1125_FACE_MODELS',
    ),
  embedder: () =>
    new Option('--embedder <file>', 'profile of your own face embedder, see docs/faces.md').env(
      'YOLO1125_EMBEDDER',
    ),
  faceAccept: () =>
    new Option('--face-accept <value>', 'likeness from which a face is a member (default 0.6)')
      .env('YOLO1125_FACE_ACCEPT')
      .argParser(threshold),
  faceAsk: () =>
    new Option('--face-ask <value>', 'likeness from which the kiosk asks (default 0.5)')
      .env('YOLO1125_FACE_ASK')
      .argParser(threshold),
  faceMargin: () =>
    new Option('--face-margin <value>', 'how much less like the next member must be (default 0.08)')
      .env('YOLO1125_FACE_MARGIN')
      .argParser(threshold),
  minFace: () =>
    new Option('--min-face <pixels>', 'smallest face that is near enough')
      .env('YOLO1125_MIN_FACE')
      .argParser(integer(30, 1_000))
      .default(FACE_DEFAULTS.choice.minFace),
  faceZone: () =>
    new Option('--face-zone <box>', 'where customers stand: left,top,right,bottom as shares of the picture')
      .env('YOLO1125_FACE_ZONE')
      .argParser(zone)
      .default(FACE_DEFAULTS.choice.zone, FACE_DEFAULTS.choice.zone.join(',')),
  liveness: () =>
    new Option('--liveness <policy>', 'when a face must prove to be alive')
      .env('YOLO1125_LIVENESS')
      .choices(['off', 'passive', 'active'])
      .default(FACE_DEFAULTS.liveness),
  weakMatch: () =>
    new Option('--weak-match <policy>', 'an unsure match: ask with the PIN, ask only, or nothing')
      .env('YOLO1125_WEAK_MATCH')
      .choices(['pin', 'ask', 'off'])
      .default(FACE_DEFAULTS.weakMatch),
  largeTotal: () =>
    new Option('--large-total <twd>', 'NT$ from which "active" asks again before paying')
      .env('YOLO1125_LARGE_TOTAL')
      .argParser(integer(0, 10_000_000))
      .default(FACE_DEFAULTS.largeTotal),
  keepPhotos: () =>
    new Option('--keep-photos <switch>', 'keep the picture of a registration, encrypted')
      .env('YOLO1125_KEEP_PHOTOS')
      .choices(['on', 'off'])
      .default('off'),
  logLevel: () =>
    new Option('--log-level <level>', 'how much the log says')
      .env('YOLO1125_LOG_LEVEL')
      .choices(['debug', 'info', 'warn', 'error', 'silent'])
      .default('info'),
  url: () =>
    new Option('--url <url>', 'the daemon, e.g. ws://127.0.0.1:8000')
      .env('YOLO1125_URL')
      .default(`ws://127.0.0.1:${DAEMON_DEFAULTS.port}`),
  pin: () => new Option('--pin <digits>', 'PIN, 4 to 8 digits').env('YOLO1125_PIN'),
} as const;

/**
 * Applies the config file to every command that knows its keys. Keys are flags without the dashes (`port`,
 * `log-level`); unknown keys are refused so that a misspelt one is not silently nothing.
 * @param file named by --config, or null for `yolo1125.config.json` here when it is there
 */
export function applyConfigFile(program: Command, file: string | null): void {
  const path = file ?? CONFIG_FILE;
  if (!existsSync(path)) {
    if (file !== null) throw new CliError(`config file ${file} does not exist`, 2);
    return;
  }
  const known = new Set<string>();
  const values = readConfig(path);
  for (const command of program.commands.flatMap(withChildren)) {
    for (const option of command.options) {
      const key = option.long?.slice(2) ?? '';
      // Only lasting settings, those with an environment variable, may stand in the file.
      if (option.envVar === undefined) continue;
      known.add(key);
      const value = values[key];
      if (value === undefined) continue;
      command.setOptionValueWithSource(
        option.attributeName(),
        parseValue(option, value, path, key),
        'config',
      );
    }
  }
  const strange = Object.keys(values).find((key) => !known.has(key));
  if (strange !== undefined) throw new CliError(`${path}: unknown setting "${strange}"`, 2);
}

function withChildren(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withChildren)];
}

function readConfig(path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch (error) {
    throw new CliError(`${path} is not valid JSON: ${(error as Error).message}`, 2);
  }
  throw new CliError(`${path}: expected one JSON object`, 2);
}

function parseValue(option: Option, value: unknown, path: string, key: string): unknown {
  const text = Array.isArray(value) ? value.join(',') : String(value);
  try {
    if (option.argChoices && !option.argChoices.includes(text))
      throw new Error(`one of ${option.argChoices.join(', ')}`);
    return option.parseArg ? option.parseArg(text, undefined) : text;
  } catch (error) {
    throw new CliError(`${path}: "${key}": ${(error as Error).message}`, 2);
  }
}
