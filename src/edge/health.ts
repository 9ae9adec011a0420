/** `/healthz` and `/metrics` of the edge, for this computer only. */
import { createServer, type ServerResponse } from 'node:http';
import { type EdgeStatus, isWell } from './status.js';

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves them on 127.0.0.1: whoever should see them from elsewhere asks over a tunnel or a scraper here.
 * @param port 0 takes a free one
 * @throws Error with `code` EADDRINUSE when the port is taken
 */
export async function serveHealth(port: number, status: EdgeStatus): Promise<HealthServer> {
  const metrics = await createEdgeMetrics(status);
  const server = createServer((request, response) => {
    if (request.method !== 'GET') return reply(response, 405, 'text/plain', 'only GET\n');
    if (request.url === '/healthz') {
      const body = `${JSON.stringify(viewHealth(status))}\n`;
      return reply(response, isWell(status) ? 200 : 503, 'application/json', body);
    }
    if (request.url !== '/metrics') return reply(response, 404, 'text/plain', '/healthz or /metrics\n');
    metrics.metrics().then(
      (text) => reply(response, 200, metrics.contentType, text),
      () => reply(response, 500, 'text/plain', 'no metrics\n'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as { port: number }).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function reply(response: ServerResponse, code: number, type: string, body: string): void {
  response.writeHead(code, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
}

/** What the health page says: times as "so long ago". */
function viewHealth(status: EdgeStatus) {
  const { camera, line, answerMs, startedAt } = status;
  const { lastFrameAt, ...restOfCamera } = camera;
  const { lastAnswerAt, ...restOfLine } = line;
  return {
    ok: isWell(status),
    started_at: startedAt,
    camera: { ...restOfCamera, last_picture_s: secondsSince(lastFrameAt) },
    daemon: { ...restOfLine, last_answer_s: secondsSince(lastAnswerAt) },
    answer_ms: { p50: percentile(answerMs, 0.5), p99: percentile(answerMs, 0.99) },
    rss_mb: Math.round(process.memoryUsage.rss() / 2 ** 20),
  };
}

function secondsSince(at: number | null): number | null {
  return at === null ? null : Math.round((performance.now() - at) / 100) / 10;
}

function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return value === undefined ? null : Math.round(value * 10) / 10;
}

/** The status in Prometheus' words, read when it is asked for. */
async function createEdgeMetrics(status: EdgeStatus) {
  const { Counter, Gauge, Registry } = await import('prom-client');
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  const { camera, line } = status;
  // Not all of prom-client's own: its event-loop monitor alone wakes the process a hundred times a second.
  gauge('process_resident_memory_bytes', 'Resident memory', () => process.memoryUsage.rss());
  counter('process_cpu_seconds_total', 'User and system CPU time', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  gauge('yolo1125_edge_ok', '1 while pictures go from the camera to the daemon', () =>
    Number(isWell(status)),
  );
  gauge('yolo1125_edge_frozen', '1 while the camera gives the same picture over and over', () =>
    Number(camera.state === 'frozen'),
  );
  gauge('yolo1125_edge_connected', '1 while the daemon is connected', () =>
    Number(line.state === 'connected'),
  );
  gauge(
    'yolo1125_edge_round_trip_seconds',
    'There and back on the line',
    () => (line.roundTripMs ?? 0) / 1000,
  );
  counter('yolo1125_edge_camera_frames_total', 'Pictures the camera gave', () => camera.frames);
  counter('yolo1125_edge_camera_restarts_total', 'Times the camera was opened again', () => camera.restarts);
  counter('yolo1125_edge_connections_total', 'Times the daemon was connected', () => line.connects);
  new Counter({
    name: 'yolo1125_edge_frames_total',
    help: 'Frames sent, by what became of them',
    labelNames: ['outcome'] as const,
    registers,
    collect() {
      this.reset();
      for (const outcome of ['taken', 'dropped', 'refused', 'unanswered'] as const)
        this.inc({ outcome }, line[outcome]);
    },
  });
  return registry;
}
