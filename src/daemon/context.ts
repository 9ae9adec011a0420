/** What the parts of one running daemon share. */

import type { IncomingMessage } from 'node:http';
import type { Store } from '../shop/index.js';
import type { Devices } from './access/devices.js';
import type { Peer } from './access/peer.js';
import type { Catalogue } from './catalogue.js';
import type { FaceService } from './faces/service.js';
import type { LearnedProducts } from './learned/service.js';
import type { Logger } from './log.js';
import type { LogTail } from './log-tail.js';
import type { Metrics } from './metrics.js';
import type { ClassBook } from './models/class-book.js';
import type { Engine } from './models/engine.js';
import type { ModelService } from './models/service.js';
import type { DaemonOptions } from './options.js';

export interface DaemonContext {
  readonly options: DaemonOptions;
  readonly store: Store;
  readonly catalogue: Catalogue;
  /** Its model may be another one at any time; what a frame's numbers mean, the analysis says. */
  readonly pool: Engine;
  readonly classes: ClassBook;
  readonly models: ModelService;
  readonly faces: FaceService;
  readonly learned: LearnedProducts;
  readonly log: Logger;
  readonly logTail: LogTail;
  readonly metrics: Metrics;
  readonly devices: Devices;
  readonly peerOf: (request: IncomingMessage) => Peer;
}
