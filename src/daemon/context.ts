/** What the parts of one running daemon share. */
import type { Store } from '../shop/index.js';
import type { AnalysisPool } from '../vision/index.js';
import type { Catalogue } from './catalogue.js';
import type { FaceService } from './faces/service.js';
import type { Logger } from './log.js';
import type { LogTail } from './log-tail.js';
import type { Metrics } from './metrics.js';
import type { DaemonOptions } from './options.js';

export interface DaemonContext {
  readonly options: DaemonOptions;
  readonly store: Store;
  readonly catalogue: Catalogue;
  readonly pool: AnalysisPool;
  readonly faces: FaceService;
  readonly log: Logger;
  readonly logTail: LogTail;
  readonly metrics: Metrics;
}
