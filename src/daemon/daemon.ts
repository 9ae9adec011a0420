/** One running daemon: started whole or not at all, stopped without losing anything. */
import type { Server } from 'node:http';
import { Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import {
  closeDemoMember,
  compareWithModel,
  DEMO_CATALOGUE,
  idsLearned,
  openDemoMember,
  type Store,
  seedProducts,
} from '../shop/index.js';
import { openStore } from '../store/index.js';
import type { AnalysisPool } from '../vision/index.js';
import { createDevices } from './access/devices.js';
import { refuseExposed } from './access/exposure.js';
import { peerReader } from './access/peer.js';
import { type Catalogue, createCatalogue } from './catalogue.js';
import type { DaemonContext } from './context.js';
import { openDemoPictures } from './demo-pictures.js';
import { openDemoFace } from './faces/demo-face.js';
import { createFaceService, type FaceService, type ReadyFaces } from './faces/service.js';
import { removeLeftBackups } from './http/admin/backup.js';
import { createApp } from './http/app.js';
import type { Lifecycle } from './http/status-routes.js';
import { createLearnedProducts } from './learned/service.js';
import { describeFault, type Logger } from './log.js';
import type { LogTail } from './log-tail.js';
import { createMetrics } from './metrics.js';
import { createClassBook } from './models/class-book.js';
import { answerRequests } from './models/requests.js';
import { createModelService, type ModelService } from './models/service.js';
import { startModel } from './models/start.js';
import type { DaemonOptions } from './options.js';
import { createSessionRegistry } from './session/registry.js';
import { attachSocketServer } from './socket/server.js';
import { createHttpServer, followCertificate } from './tls.js';

const SWEEP_MS = 1_000;
/** Who is slower to send a request's head, or all of it, is cut off, ms. Node looks every half a minute. */
const HEADERS_MS = 20_000;
const REQUEST_MS = 60_000;

export interface Daemon {
  /** Where it answers, e.g. `http://127.0.0.1:8000`. */
  readonly url: string;
  readonly pool: AnalysisPool;
  readonly faces: FaceService;
  /** Ends sessions' sockets, waits for frames in work, closes the store. Carts stay in the store. */
  stop(): Promise<void>;
}

/** @throws Error when the store, the model or the port cannot be had; nothing is left running then */
export async function startDaemon(options: DaemonOptions, log: Logger, logTail: LogTail): Promise<Daemon> {
  const onFault = (error: unknown) => log.error(describeFault(error), 'fault inside');
  const opened = await openStore(options, { onFault, onNotice: (text) => log.warn(text) });
  const store = opened.as('daemon');
  const undo: (() => Promise<void>)[] = [() => store.close()];
  try {
    refuseExposed(options, (await store.listDevices()).length);
    let models: ModelService | null = null;
    const starting = startModel(options, log, () => models);
    undo.unshift(() =>
      starting.then(
        ({ engine }) => engine.close(),
        () => {},
      ),
    );
    // The model is loaded in other processes meanwhile.
    await prepareShop(store, options);
    if (options.demo)
      await openDemoPictures(store, options.samplesDir).catch((error) =>
        log.warn(describeFault(error), 'no pictures for the demo'),
      );
    await removeLeftBackups(options.dataDir);
    const { engine: pool, library, choice } = await starting;
    const catalogue = createCatalogue(store);
    const classes = createClassBook();
    const onChange = () => warnOfMismatch(store, catalogue, pool, log);
    classes.adopt(pool.model);
    await onChange();
    models = createModelService({ library, store, choice, engine: pool, classes, log, onChange });
    undo.unshift(answerRequests(models, log));
    const onReady = options.demo
      ? (ready: ReadyFaces) => openDemoFace(store, ready, options.samplesDir)
      : undefined;
    const faces = createFaceService({ options: options.faces, pool, store, log, onReady });
    undo.unshift(() => faces.close());
    const metrics = createMetrics(pool);
    const devices = createDevices(store, options.edgeToken);
    await devices.refresh();
    const context: DaemonContext = {
      options,
      store,
      catalogue,
      pool,
      classes,
      models,
      learned: createLearnedProducts(options.learned, pool, store, log),
      faces,
      log,
      logTail,
      metrics,
      devices,
      peerOf: peerReader(options.proxies),
    };
    return await open(context, undo);
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
}

async function open(context: DaemonContext, undo: readonly (() => Promise<void>)[]): Promise<Daemon> {
  const { options, log, metrics } = context;
  const lifecycle: Lifecycle = { stopping: false };
  const registry = createSessionRegistry(context);
  const app = createApp(context, registry, lifecycle);
  const http = await createHttpServer(options, app.callback());
  http.headersTimeout = HEADERS_MS;
  http.requestTimeout = REQUEST_MS;
  const unfollow = http instanceof TlsServer && options.tls && followCertificate(http, options.tls, log);
  const sockets = attachSocketServer(context, registry, http);
  await listen(http, options);
  context.faces.start();
  await noteAuditHead(context.store, log);
  const sweeper = setInterval(() => {
    void registry.sweep(performance.now());
    // The log knows already when the store is away; who was known stays known.
    context.devices.refresh().catch(() => {});
  }, SWEEP_MS);

  return {
    url: urlOf(http),
    pool: context.pool,
    faces: context.faces,
    async stop() {
      if (lifecycle.stopping) return;
      lifecycle.stopping = true;
      log.info('stopping');
      clearInterval(sweeper);
      if (unfollow) unfollow();
      http.close();
      await registry.close();
      await sockets.close();
      http.closeAllConnections();
      for (const step of undo) await step();
      metrics.registry.clear();
      log.info('stopped');
    },
  };
}

/** A store that was never used sells the demo catalogue; visits that nobody comes back to are ended. */
async function prepareShop(store: Store, { demo, idleMs, holdMs }: DaemonOptions): Promise<void> {
  if ((await store.listProducts()).length === 0) await seedProducts(store, DEMO_CATALOGUE);
  if (demo) await openDemoMember(store, new Date());
  else await closeDemoMember(store);
  // Held carts wait longer than visits; a visit that is too old is ended when its session comes back.
  await store.endVisitsBefore(new Date(Date.now() - Math.max(idleMs, holdMs)).toISOString());
}

/** The log is kept elsewhere than the store: a head in it shows later whether what stands before it was changed. */
async function noteAuditHead(store: Store, log: Logger): Promise<void> {
  const [last] = await store.searchAudit(null, null, 1).catch(() => []);
  if (last) log.info({ number: last.number, hash: last.hash }, 'head of the audit log');
}

/** Says loudly where catalogue and model disagree: it decides what customers are charged for. */
async function warnOfMismatch(
  store: Store,
  catalogue: Catalogue,
  { model }: AnalysisPool,
  log: Logger,
): Promise<void> {
  const report = compareWithModel(await catalogue.products(), model.classes, await idsLearned(store));
  for (const product of report.unseen) {
    const name = product.class_name ?? product.name;
    log.warn(
      { product: product.id, class_name: name },
      'MODEL CANNOT SEE this product: it has no such class',
    );
  }
  for (const { product, modelClassId } of report.renumbered) {
    const classes = { catalogue: product.yolo_class_id, model: modelClassId };
    log.warn({ product: product.id, ...classes }, 'CLASS NUMBER DIFFERS; the class name decides');
  }
  for (const { classId, className } of report.unsold) {
    log.warn(
      { class_id: classId, class_name: className },
      'NO PRODUCT for this class of the model; it is not sold',
    );
  }
}

function listen(http: Server, { host, port }: DaemonOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      resolve();
    });
  });
}

function urlOf(http: Server): string {
  const { address, port, family } = http.address() as AddressInfo;
  const scheme = http instanceof TlsServer ? 'https' : 'http';
  return `${scheme}://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
