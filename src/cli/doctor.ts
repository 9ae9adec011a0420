import { access, constants, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { Command } from 'commander';
import { backendHere, listCameras } from '../edge/index.js';
import { compareWithModel, idsLearned, type Store } from '../shop/index.js';
import { loadDetector } from '../vision/index.js';
import { checkFaces } from './faces/check.js';
import { print } from './fail.js';
import { modelFileOf } from './models/which.js';
import { checkNetwork, type NetworkFlags } from './network.js';
import { KIOSK_DIR, settings } from './settings.js';
import { describePlace, placeOf, type StoreFlags, withStore } from './store.js';

interface DoctorFlags extends NetworkFlags, StoreFlags {
  readonly port: number;
  readonly model?: string;
  readonly faceModels?: string;
  readonly keyFile?: string;
}

/** `bad` stops the shop from running, `note` does not. */
interface Finding {
  readonly state: 'ok' | 'note' | 'bad';
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
}

type Check = (flags: DoctorFlags) => Promise<Finding>;

export function doctorCommand(): Command {
  return new Command('doctor')
    .addOption(settings.host())
    .addOption(settings.port())
    .addOption(settings.data())
    .addOption(settings.store())
    .addOption(settings.model())
    .addOption(settings.faceModels())
    .addOption(settings.keyFile())
    .addOption(settings.tlsCert())
    .addOption(settings.tlsKey())
    .addOption(settings.behindProxy())
    .addOption(settings.insecure())
    .addHelpText('after', '\nExit status: 0 when the shop can run, 1 otherwise.')
    .action(doctor);
}

async function doctor(flags: DoctorFlags): Promise<void> {
  const checks: Readonly<Record<string, Check>> = {
    node: checkNode,
    page: checkPage,
    model: checkModel,
    store: checkStore,
    faces: checkFaces,
    camera: checkCamera,
    network: checkNetwork,
    port: checkPort,
  };
  for (const [name, check] of Object.entries(checks)) {
    const finding = await check(flags).catch(
      (error: Error): Finding => ({ state: 'bad', text: error.message }),
    );
    print(`${{ ok: '✓', note: '–', bad: '✗' }[finding.state]} ${name.padEnd(8)} ${finding.text}`);
    if (finding.advice !== undefined) print(`           → ${finding.advice}`);
    if (finding.state === 'bad') process.exitCode = 1;
  }
}

async function checkNode(): Promise<Finding> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = major > 20 || (major === 20 && minor >= 19);
  const text = `Node ${process.versions.node}`;
  return fits ? { state: 'ok', text } : { state: 'bad', text, advice: 'install Node 20.19 or newer' };
}

async function checkPage(): Promise<Finding> {
  return access(KIOSK_DIR).then(
    (): Finding => ({ state: 'ok', text: 'the kiosk page is built' }),
    (): Finding => ({ state: 'bad', text: 'the kiosk page is not built', advice: 'run npm run build' }),
  );
}

async function checkModel(flags: DoctorFlags): Promise<Finding> {
  try {
    const detector = await loadDetector(await modelFileOf(flags));
    const { classes, input } = detector.info;
    await detector.close();
    return { state: 'ok', text: `${classes.size} classes, input ${input.size.width}×${input.size.height}` };
  } catch (error) {
    return {
      state: 'bad',
      text: (error as Error).message,
      advice: 'choose another with "yolo1125 models use", or give a file with --model',
    };
  }
}

async function checkStore(flags: DoctorFlags): Promise<Finding> {
  const place = placeOf(flags);
  if (place.mongoUri === null) {
    const advice = `make ${flags.data} writable or choose another folder with --data`;
    try {
      await mkdir(flags.data, { recursive: true, mode: 0o700 });
      await access(flags.data, constants.W_OK);
    } catch (error) {
      return { state: 'bad', text: (error as Error).message, advice };
    }
  }
  const notices: string[] = [];
  try {
    const found = await withStore(flags, (store) => checkCatalogue(store, flags), {
      onNotice: (text) => notices.push(text),
    });
    const text = [...(place.mongoUri === null ? [] : [describePlace(place)]), found.text, ...notices].join(
      '; ',
    );
    return { ...found, text };
  } catch (error) {
    if (place.mongoUri === null) throw error;
    const advice = 'start the database server, or correct --store (or MONGODB_URI)';
    return { state: 'bad', text: (error as Error).message, advice };
  }
}

/** Whether the model can see what the shop sells. */
async function checkCatalogue(store: Store, flags: DoctorFlags): Promise<Finding> {
  const products = await store.listProducts();
  if (products.length === 0)
    return { state: 'note', text: 'empty; the first start fills it with demo products' };
  const detector = await modelFileOf(flags)
    .then(loadDetector)
    .catch(() => null);
  const unseen = detector
    ? compareWithModel(products, detector.info.classes, await idsLearned(store)).unseen
    : [];
  await detector?.close();
  if (unseen.length === 0) return { state: 'ok', text: `${products.length} products` };
  const names = unseen.map(({ name }) => name).join(', ');
  return {
    state: 'note',
    text: `${products.length} products; the model cannot see: ${names}`,
    advice: 'give those products a class_name of this model ("yolo1125 models inspect" lists them)',
  };
}

async function checkCamera(): Promise<Finding> {
  const cameras = await listCameras();
  if (cameras.length === 0)
    return {
      state: 'note',
      text: 'no camera at this computer',
      advice:
        "plug one in, or use the camera of the device that shows the kiosk page; 'yolo1125 replay' works without",
    };
  const text = cameras.map(({ device, name }) => `${device} ${name}`).join(', ');
  if (backendHere() !== null) return { state: 'ok', text };
  return {
    state: 'note',
    text,
    advice: 'install ffmpeg to open it with "yolo1125 edge"; the kiosk page needs nothing',
  };
}

async function checkPort({ host, port }: DoctorFlags): Promise<Finding> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: Error & { code?: string }) => {
      const text = error.code === 'EADDRINUSE' ? `${port} is in use` : error.message;
      resolve({
        state: 'bad',
        text,
        advice: 'stop the other program (a running daemon?) or choose another with --port',
      });
    });
    probe.listen(port, host, () =>
      probe.close(() => resolve({ state: 'ok', text: `${host}:${port} is free` })),
    );
  });
}
