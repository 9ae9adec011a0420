import { Command } from 'commander';
import {
  createLog,
  createLogTail,
  DAEMON_DEFAULTS,
  type Daemon,
  type DaemonOptions,
  ExposedError,
  isExposed,
  lanAddresses,
  startDaemon,
} from '../daemon/index.js';
import { addFaceSettings, type FaceFlags, faceOptionsOf } from './faces/flags.js';
import { CliError, print } from './fail.js';
import { fileOfModel } from './models/which.js';
import { checkTls, type NetworkFlags, networkOf } from './network.js';
import { DEFAULT_MODEL, KIOSK_DIR, LOCALISER, REFERENCES_DIR, SAMPLES_DIR, settings } from './settings.js';
import { describePlace, placeOf, type StoreFlags } from './store.js';

interface ServeFlags extends FaceFlags, NetworkFlags, StoreFlags {
  readonly port: number;
  readonly model?: string;
  readonly packageEmbedder: string;
  readonly confidence: number;
  readonly cart: DaemonOptions['cartMode'];
  readonly workers?: number;
  readonly analysisTimeoutSeconds: number;
  readonly kioskFps: number;
  readonly corsOrigin?: readonly string[];
  readonly publicUrl?: string;
  readonly rateLimits: DaemonOptions['rateLimits'];
  readonly edgeToken?: string;
  readonly graceSeconds: number;
  readonly idleSeconds: number;
  readonly heartbeatSeconds: number;
  readonly maxSessions: number;
  readonly logLevel: string;
  readonly demo?: boolean;
}

export function serveCommand(): Command {
  const command = new Command('serve')
    .addOption(settings.host())
    .addOption(settings.port())
    .addOption(settings.data())
    .addOption(settings.store())
    .addOption(settings.model())
    .addOption(settings.packageEmbedder())
    .addOption(settings.confidence())
    .addOption(settings.cart())
    .addOption(settings.workers())
    .addOption(settings.analysisTimeoutSeconds())
    .addOption(settings.fps())
    .addOption(settings.corsOrigin())
    .addOption(settings.publicUrl())
    .addOption(settings.tlsCert())
    .addOption(settings.tlsKey())
    .addOption(settings.behindProxy())
    .addOption(settings.insecure())
    .addOption(settings.rateLimits())
    .addOption(settings.edgeToken())
    .addOption(settings.graceSeconds())
    .addOption(settings.idleSeconds())
    .addOption(settings.heartbeatSeconds())
    .addOption(settings.maxSessions())
    .addOption(settings.logLevel());
  return addFaceSettings(command)
    .option('--demo', 'offer recorded clips and a demo member on the kiosk; not for a real shop')
    .addHelpText(
      'after',
      `
Examples:
  $ yolo1125 serve                          a shop on this computer, http://localhost:8000
  $ yolo1125 serve --demo                   the same, with recorded customers to watch
  $ yolo1125 serve --cart tray              customers lay everything before the camera at once
  $ yolo1125 serve --model mine.onnx --confidence 0.6
  $ yolo1125 serve --host 0.0.0.0 --tls-cert shop.crt --tls-key shop.key   open to the shop's network
  $ yolo1125 serve --store mongodb://127.0.0.1:27017/shop   kept by a MongoDB server

Stop it with Ctrl+C: frames in work are answered and carts are kept.`,
    )
    .action(serve);
}

async function serve(flags: ServeFlags): Promise<void> {
  const started = performance.now();
  const logTail = createLogTail();
  const log = await createLog(flags.logLevel, logTail);
  const options = await optionsOf(flags);
  await checkTls(options);
  const daemon = await startDaemon(options, log, logTail).catch((error) => {
    throw new CliError(
      explain(error as Error & { code?: string }, flags),
      error instanceof ExposedError ? 2 : 1,
    );
  });
  announce(daemon, flags, performance.now() - started);
  if (options.insecure && isExposed(options))
    log.warn(
      { host: flags.host },
      'INSECURE: OPEN TO THE NETWORK without device tokens; everybody there may act as a kiosk and read along',
    );
  stopOnSignals(daemon);
}

async function optionsOf(flags: ServeFlags): Promise<DaemonOptions> {
  return {
    ...DAEMON_DEFAULTS,
    ...networkOf(flags),
    port: flags.port,
    ...placeOf(flags),
    modelFile: flags.model === undefined ? null : await fileOfModel(flags.model, flags),
    shippedModel: DEFAULT_MODEL,
    learned: { embedder: flags.packageEmbedder, localiser: LOCALISER, references: REFERENCES_DIR },
    kioskDir: KIOSK_DIR,
    samplesDir: SAMPLES_DIR,
    workers: flags.workers ?? null,
    analysisTimeoutMs: flags.analysisTimeoutSeconds * 1000,
    tracker: {
      ...DAEMON_DEFAULTS.tracker,
      confidence: flags.confidence,
      weakConfidence: Math.min(DAEMON_DEFAULTS.tracker.weakConfidence, flags.confidence / 2),
    },
    cartMode: flags.cart,
    corsOrigins: flags.corsOrigin ?? [],
    faces: faceOptionsOf(flags),
    demo: flags.demo ?? false,
    fps: flags.kioskFps,
    publicUrl: flags.publicUrl ?? null,
    rateLimits: flags.rateLimits,
    edgeToken: flags.edgeToken ?? null,
    graceMs: flags.graceSeconds * 1000,
    idleMs: flags.idleSeconds * 1000,
    heartbeatMs: flags.heartbeatSeconds * 1000,
    maxSessions: flags.maxSessions,
  };
}

function explain(error: Error & { code?: string }, { host, port, data }: ServeFlags): string {
  if (error.code === 'EADDRINUSE')
    return `port ${port} is in use; stop the other program or choose another with --port`;
  if (error.code === 'EACCES' && port < 1024)
    return `port ${port} needs administrator rights; choose one above 1023`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `${host} is no address of this computer`;
  if (
    error.code === 'EACCES' ||
    error.code === 'EROFS' ||
    error.code === 'ENOTDIR' ||
    error.code === 'EEXIST'
  ) {
    return `the data folder ${data} cannot be used: ${error.message}`;
  }
  return error.message;
}

const FACE_STATES = {
  ready: 'ready',
  preparing: 'being prepared; the log says when they are ready',
  unavailable: 'not available; the log says why',
  off: 'off',
} as const;

const DEMO_CLIPS = {
  scan: [
    ['face-sign-in', 'a rendered customer is recognised and shops'],
    ['shopping', 'five products'],
  ],
  tray: [
    ['tray-taken-away', 'four products laid down, one taken away again'],
    ['tray-one-by-one', 'five products laid down one after another'],
  ],
} as const;

function announce({ url, pool, faces }: Daemon, flags: ServeFlags, ms: number): void {
  const page = url.replace(/127\.0\.0\.1|0\.0\.0\.0|\[::\]/, 'localhost');
  print(`YOLO1125 is ready after ${(ms / 1000).toFixed(1)} s`);
  print(`  kiosk    ${page}/`);
  for (const address of isEverywhere(flags) ? lanAddresses() : [])
    print(`           ${page.replace('localhost', address)}/`);
  if (flags.demo) {
    const clips = DEMO_CLIPS[flags.cart];
    for (const [index, [clip, what]] of clips.entries())
      print(`  ${index === 0 ? 'demo' : '    '}     ${page}/?demo=${clip.padEnd(15)} ${what}`);
    const clip = clips.at(-1)?.[0];
    print(`  terminal npx yolo1125 replay samples/${clip} --sign-in 0900000000 --pin 1125 --checkout`);
  }
  print(`  store    ${describePlace(placeOf(flags))}`);
  print(`  model    ${pool.model.classes.size} classes, ${pool.workers} worker(s)`);
  print(`  faces    ${FACE_STATES[faces.view.state]}`);
}

function isEverywhere({ host }: ServeFlags): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** The first signal drains; a second one means now. */
function stopOnSignals(daemon: Daemon): void {
  let asked = false;
  const stop = () => {
    if (asked) process.exit(1);
    asked = true;
    daemon.stop().then(
      () => process.exit(0),
      (error: Error) => {
        process.stderr.write(`yolo1125: ${error.message}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
