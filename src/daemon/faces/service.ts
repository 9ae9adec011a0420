/** Face recognition of a daemon: prepared beside the running shop, which never waits for it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FacesView } from '../../protocol/index.js';
import { consentNotice, type FaceVault, type Store } from '../../shop/index.js';
import { createFaceVault, loadMasterKey } from '../../store/index.js';
import {
  type AnalysisPool,
  defaultProfile,
  type EmbedderProfile,
  type FaceAnalyserOptions,
  faceModelFiles,
  type Gallery,
  type Limits,
  limitsOf,
  prepareFaceModels,
  readProfile,
  type TimedFaceAnalysis,
} from '../../vision/index.js';
import { describeFault, type Logger } from '../log.js';
import { openGalleryCache } from './gallery-cache.js';
import type { FaceOptions } from './options.js';

/** Everything a face step needs, once it can be had. */
export interface ReadyFaces {
  readonly profile: EmbedderProfile;
  readonly limits: Limits;
  readonly vault: FaceVault;
  gallery(): Promise<Gallery>;
  analyse(jpeg: Uint8Array): Promise<TimedFaceAnalysis>;
}

export interface FaceService {
  readonly view: FacesView;
  /** Null while there is no face recognition. */
  readonly ready: ReadyFaces | null;
  /** Begins to prepare, beside everything else. */
  start(): void;
  /** Gives up preparing; resolves when nothing is under way any more. */
  close(): Promise<void>;
}

export interface FaceServiceParts {
  readonly options: FaceOptions | null;
  readonly pool: AnalysisPool;
  readonly store: Store;
  readonly log: Logger;
  /** Called before the first face is looked at; a failure is told to the log and changes nothing. */
  readonly onReady?: ((faces: ReadyFaces) => Promise<void>) | undefined;
}

/** The network may come back: until then the shop runs without faces. */
const RETRY_MS = 5 * 60_000;

export function createFaceService({ options, pool, store, log, onReady }: FaceServiceParts): FaceService {
  const consent = consentNotice({ keepsPhotos: options?.keepPhotos ?? false });
  const abort = new AbortController();
  let ready: ReadyFaces | null = null;
  let state: FacesView['state'] = options ? 'preparing' : 'off';
  let reason: FacesView['reason'] = null;

  async function attempt(given: FaceOptions): Promise<boolean> {
    try {
      const faces = await prepare(given, pool, store, log, abort.signal);
      await onReady?.(faces).catch((error) => log.warn(describeFault(error), 'no face for the demo'));
      ready = faces;
      [state, reason] = ['ready', null];
      log.info({ embedder: ready.profile.id }, 'face recognition is ready');
      return true;
    } catch (error) {
      if (abort.signal.aborted) return true;
      [state, reason] = ['unavailable', explain(error as Error)];
      log.error(describeFault(error), 'NO FACE RECOGNITION; sign-in by PIN works');
      return false;
    }
  }

  async function keepTrying(given: FaceOptions): Promise<void> {
    while (!(await attempt(given)) && !abort.signal.aborted)
      await sleep(RETRY_MS, undefined, { signal: abort.signal, ref: false }).catch(() => {});
  }

  let running: Promise<void> = Promise.resolve();
  return {
    get view() {
      return { state, reason, consent };
    },
    get ready() {
      return ready;
    },
    start() {
      if (options) running = keepTrying(options);
    },
    async close() {
      abort.abort();
      ready = null;
      await running;
    },
  };
}

async function prepare(
  options: FaceOptions,
  pool: AnalysisPool,
  store: Store,
  log: Logger,
  signal: AbortSignal,
): Promise<ReadyFaces> {
  const own = options.profileFile === null ? null : await readProfile(options.profileFile);
  const mayCreate = (await store.listFaceMarks('', 1)).length === 0;
  const vault = createFaceVault(loadMasterKey({ ...options.masterKey, mayCreate }));
  const { blazeface, facemesh } = await prepareFaceModels({
    cacheDir: options.modelsDir,
    names: own ? ['blazeface', 'facemesh'] : ['blazeface', 'facemesh', 'mobilefacenet'],
    signal,
    onProgress: (step, model) => log.info({ step, model }, 'preparing face models, once'),
  });
  const base = own ?? defaultProfile(faceModelFiles(options.modelsDir).mobilefacenet);
  const profile = { ...base, thresholds: { ...base.thresholds, ...options.thresholds } };
  const models: FaceAnalyserOptions = { blazeface, facemesh, profile, choice: options.choice };
  await pool.prepareFaces(models);
  const cache = await openGalleryCache(store, vault, profile, log);
  return {
    profile,
    limits: limitsOf(profile),
    vault,
    gallery: () => cache.current(),
    analyse: (jpeg) => pool.analyseFaces(jpeg, models),
  };
}

function explain(error: Error): NonNullable<FacesView['reason']> {
  const missing = /npm/.test(error.message);
  return missing
    ? {
        zh: '臉部模型尚未下載，請連上網路後執行 yolo1125 models prepare',
        en: `The face models are not here yet: ${error.message}. Connect this computer and run "yolo1125 models prepare".`,
      }
    : {
        zh: '人臉辨識無法啟動，請店家查看系統紀錄',
        en: 'Face recognition cannot start; the log of the daemon says why.',
      };
}
