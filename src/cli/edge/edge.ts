import { Command } from 'commander';
import {
  CameraLostError,
  createStatus,
  type EdgeOptions,
  type EdgeStatus,
  findServiceManager,
  type LineListeners,
  type LocalEyes,
  openSource,
  runEdge,
  serveHealth,
} from '../../edge/index.js';
import { SessionId } from '../../protocol/index.js';
import { addressesOf } from '../address.js';
import { credentialsOf } from '../credentials.js';
import { CliError, print } from '../fail.js';
import { settings } from '../settings.js';
import { checkLocal, openEyes } from './eyes.js';
import {
  addCameraSettings,
  addEdgeSettings,
  addRingSettings,
  type EdgeFlags,
  openRecorderAt,
  patienceOf,
  wishOf,
} from './flags.js';
import { createEdgeReport } from './report.js';
import { stopSignal } from './stop-signal.js';

/** Width asked of the camera before the daemon has said what it wants, pixels. */
const USUAL_WIDTH = 640;

export function edgeCommand(): Command {
  const command = new Command('edge').addOption(settings.url());
  return addRingSettings(addEdgeSettings(addCameraSettings(command)))
    .addHelpText(
      'after',
      `
It opens the camera again when it fails, connects again when the line falls, and never sends a picture twice. Ctrl+C
ends it. Exit status: 0 ended on purpose, 2 wrong call, 3 the camera gave no picture for too long. docs/edge.md has
service files for systemd and launchd.

Examples:
  $ yolo1125 cameras                                            what is plugged in
  $ yolo1125 edge --camera 0 --url wss://store:8443 --token-file token --ca shop-ca.crt --session kiosk-1
  $ yolo1125 edge --camera rtsp://192.168.1.20/stream1 --session kiosk-1 --health 9125
  $ yolo1125 edge --camera 0 --session kiosk-1 --record clips   and keep what it saw for a day
  $ yolo1125 edge --camera 0 --session kiosk-1 --local          look at the pictures here; see docs/edge.md
  $ yolo1125 edge --camera test: --session try                  without a camera`,
    )
    .action(edge);
}

async function edge(flags: EdgeFlags): Promise<void> {
  const status = createStatus();
  checkLocal(flags);
  const { line, ...wanted } = edgeOptionsOf(flags, status);
  // A wrong name will not come right by trying again.
  await wanted.open().catch((error: Error) => {
    throw new CliError(error.message, 2);
  });
  const manager = findServiceManager(() => status.progress);
  const report = createEdgeReport(status, (text) => manager?.tell(text));
  const health = await openHealth(flags.health, status);
  const stopping = stopSignal();
  if (health) report.say('health', `http://127.0.0.1:${health.port}/healthz`);
  manager?.ready();
  const recorder =
    flags.record === undefined
      ? null
      : await openRecorderAt(flags.record, flags, () => status.camera.source, report.say);
  let eyes: LocalEyes | null = null;
  if (recorder) report.say('recording', `pictures and events are kept in ${flags.record}`);
  try {
    const listeners: LineListeners = {
      onEvent: (message) => recorder?.addEvent(message),
      onTaken: (jpeg, capturedAt) => recorder?.addFrame(jpeg, capturedAt),
    };
    const context = { status, say: report.say };
    eyes = await openEyes(flags, context);
    await runEdge({ ...wanted, line: { ...line, eyes } }, listeners, context, stopping);
  } catch (error) {
    throw error instanceof CameraLostError ? new CliError(error.message, 3) : error;
  } finally {
    report.end();
    await eyes?.close();
    await recorder?.close();
    await manager?.stopping();
    await health?.close();
  }
  print(`${status.line.taken} of ${status.line.sent} pictures taken by the daemon`);
}

type WantedEdge = Omit<EdgeOptions, 'line'> & { readonly line: Omit<EdgeOptions['line'], 'eyes'> };

function edgeOptionsOf(flags: EdgeFlags, { line }: EdgeStatus): WantedEdge {
  const session = SessionId.safeParse(flags.session);
  if (!session.success)
    throw new CliError(
      '--session ID is needed: 1 to 64 letters, digits, "_" or "-", as the kiosk page has it',
      2,
    );
  const width = () => Math.min(line.width ?? USUAL_WIDTH, flags.maxWidth);
  return {
    open: () => openSource(flags.camera, wishOf(flags, width())),
    patience: patienceOf(flags),
    line: {
      address: { ...addressesOf(flags.url), session: session.data, ...credentialsOf(flags, flags.url) },
      maxFps: flags.maxFps,
      maxWidth: flags.maxWidth,
      quality: flags.quality,
      silenceMs: flags.answerTimeout * 1000,
    },
  };
}

async function openHealth(port: number | undefined, status: EdgeStatus) {
  if (port === undefined) return null;
  return serveHealth(port, status).catch((error: Error & { code?: string }) => {
    const reason = error.code === 'EADDRINUSE' ? 'it is in use; choose another' : error.message;
    throw new CliError(`--health ${port}: ${reason}`);
  });
}
