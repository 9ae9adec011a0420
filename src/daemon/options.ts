/** Everything a daemon can be told, with its defaults in one place. */
import type { CartMode } from '../protocol/index.js';
import { DEFAULT_TASK_MS } from '../vision/analysis-pool.js';
import { TRACKER_DEFAULTS, type TrackerOptions } from '../vision/track/tracker.js';
import type { FaceOptions } from './faces/options.js';
import type { LearnedOptions } from './learned/options.js';
import { isLoopback, type OriginRule } from './origin.js';

export const RATE_LIMITS = ['auto', 'on', 'off'] as const;
export type RateLimits = (typeof RATE_LIMITS)[number];

export interface DaemonOptions {
  /** Address to listen on. Anything but loopback opens the shop to the network. */
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Folder of the embedded store, created when missing. */
  readonly dataDir: string;
  /** Address of a MongoDB database that keeps the shop instead, or null. */
  readonly mongoUri: string | null;
  /** ONNX product model; null: the one its owner chose, see `models use`. */
  readonly modelFile: string | null;
  /** The ONNX product model that comes along. */
  readonly shippedModel: string;
  /** What recognises products that were learned from pictures. */
  readonly learned: LearnedOptions;
  /** Folder of the built kiosk page. */
  readonly kioskDir: string;
  /** Folder of recorded clips; shown and playable only in demo mode. */
  readonly samplesDir: string;
  /** Worker processes, each with its own model; null: one less than the machine has cores, at least 1. */
  readonly workers: number | null;
  /** A worker that is at one frame for longer is taken for hung and replaced. */
  readonly analysisTimeoutMs: number;
  readonly tracker: TrackerOptions;
  readonly cartMode: CartMode;
  /** Web origins beside our own that may call the API and open sockets. */
  readonly corsOrigins: readonly string[];
  /** Null: no face recognition. */
  readonly faces: FaceOptions | null;
  /** Signs in a well-known member and offers the recorded clips: for trying out, not for a shop. */
  readonly demo: boolean;
  /** Frames a second asked of a kiosk's camera. */
  readonly fps: number;
  /** Width of those frames, pixels. */
  readonly frameWidth: number;
  /** What a customer's phone can reach this daemon under, for the receipt's QR code; null when it cannot. */
  readonly publicUrl: string | null;
  /** Certificate and key of the daemon's own TLS; null: it speaks plain HTTP. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  /** Proxies, by address or network, that speak TLS to the clients; null: there is none. */
  readonly proxies: readonly string[] | null;
  /** Whether everybody who reaches the daemon may act as a kiosk, without a token and without TLS. */
  readonly insecure: boolean;
  /** Who is counted and stopped when they ask too often. `auto`: all but the shop's own computer. */
  readonly rateLimits: RateLimits;
  /** A token for edges beside those of the store's devices; null: there is none. */
  readonly edgeToken: string | null;
  /** How long a session without any socket keeps its sign-in and cart. */
  readonly graceMs: number;
  /** How long a signed-in session may be left alone before it is signed out. */
  readonly idleMs: number;
  /** How long before that sign-out the customer is asked. */
  readonly idleWarningMs: number;
  /** How long a cart waits for its member when another person has stepped in. */
  readonly holdMs: number;
  /** Time between heartbeats; a socket that misses one is closed. */
  readonly heartbeatMs: number;
  /** Largest message a socket may send. */
  readonly maxMessageBytes: number;
  /** Most sessions at once; further sockets are refused. */
  readonly maxSessions: number;
}

export const DAEMON_DEFAULTS = {
  host: '127.0.0.1',
  port: 8000,
  modelFile: null,
  workers: null,
  analysisTimeoutMs: DEFAULT_TASK_MS,
  tracker: TRACKER_DEFAULTS,
  cartMode: 'scan',
  corsOrigins: [],
  faces: null,
  demo: false,
  fps: 5,
  frameWidth: 640,
  publicUrl: null,
  tls: null,
  proxies: null,
  insecure: false,
  rateLimits: 'auto',
  edgeToken: null,
  graceMs: 120_000,
  idleMs: 180_000,
  idleWarningMs: 30_000,
  holdMs: 30 * 60_000,
  heartbeatMs: 15_000,
  maxMessageBytes: 4 * 2 ** 20,
  maxSessions: 1_024,
} as const satisfies Partial<DaemonOptions>;

export function originRule({ host, proxies, corsOrigins }: DaemonOptions): OriginRule {
  return { loopbackOnly: isLoopback(host) && proxies === null, allowed: corsOrigins };
}
