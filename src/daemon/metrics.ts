/** What the daemon counts, in Prometheus' words. Each daemon has its own registry. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AnalysisPool } from '../vision/index.js';

export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics(pool: AnalysisPool) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  measureWorkers(registry, pool);
  return {
    registry,
    frames: new Counter({
      name: 'yolo1125_frames_total',
      help: 'Frames by what became of them',
      labelNames: ['outcome'] as const,
      registers,
    }),
    analysis: new Histogram({
      name: 'yolo1125_analysis_seconds',
      help: 'Decoding and inference of one frame in a worker',
      buckets: [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1, 2],
      registers,
    }),
    faces: new Histogram({
      name: 'yolo1125_face_step_seconds',
      help: 'Finding, measuring and embedding the face of one frame in a worker',
      buckets: [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1],
      registers,
    }),
    looks: new Histogram({
      name: 'yolo1125_look_step_seconds',
      help: 'Comparing the packages of one frame with learned products, waiting for a worker included',
      buckets: [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1],
      registers,
    }),
    unknown: new Counter({
      name: 'yolo1125_unknown_products_total',
      help: 'Objects that were none of the products',
      registers,
    }),
    signIns: new Counter({
      name: 'yolo1125_sign_ins_total',
      help: 'Sign-ins by method',
      labelNames: ['method'] as const,
      registers,
    }),
    challenges: new Counter({
      name: 'yolo1125_liveness_challenges_total',
      help: 'Liveness challenges by outcome',
      labelNames: ['outcome'] as const,
      registers,
    }),
    turnaround: new Histogram({
      name: 'yolo1125_frame_turnaround_seconds',
      help: 'From a frame arriving to its detections leaving, waiting included',
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
      registers,
    }),
    items: new Counter({ name: 'yolo1125_items_total', help: 'Physical items counted', registers }),
    orders: new Counter({ name: 'yolo1125_orders_total', help: 'Sales stored', registers }),
    takings: new Counter({ name: 'yolo1125_takings_twd_total', help: 'NT$ of sales stored', registers }),
    refusals: new Counter({
      name: 'yolo1125_refusals_total',
      help: 'Refused requests and messages by error code',
      labelNames: ['code'] as const,
      registers,
    }),
    sockets: new Gauge({ name: 'yolo1125_sockets', help: 'Open sockets', registers }),
    sessions: new Gauge({ name: 'yolo1125_sessions', help: 'Sessions in memory', registers }),
  };
}

/** The workers are processes of their own, so the default metrics know nothing of them. */
function measureWorkers(registry: Registry, pool: AnalysisPool): void {
  const registers = [registry];
  const read = (name: string, help: string, value: () => number) =>
    new Gauge({
      name: `yolo1125_${name}`,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  read('workers', 'Worker processes', () => pool.workers);
  read('workers_resident_memory_bytes', 'Resident memory of the workers', () => pool.usage.rss);
  const counters = [
    ['workers_replaced_total', 'Workers that crashed or hung and were replaced', () => pool.replaced],
    ['workers_cpu_seconds_total', 'User and system CPU time of the workers', () => pool.usage.cpu],
  ] as const;
  for (const [name, help, value] of counters)
    new Counter({
      name: `yolo1125_${name}`,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(value());
      },
    });
}
