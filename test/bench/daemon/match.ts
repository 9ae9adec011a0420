/** What a face costs more when there are more members. */
import { unit } from '../../../src/vision/face/embedder.js';
import { createGallery, type Embedding } from '../../../src/vision/index.js';
import { seededRandom } from '../faces/random.js';
import { type Cell, fixed, quantile } from '../faces/report.js';
import { below, type Goal, type Section } from './section.js';

const MEMBERS = [100, 10_000, 100_000] as const;
/** Numbers of an embedding of the embedder that comes along. */
const DIMENSIONS = 192;
const PROBES = 200;

export const match: Section = async () => {
  const random = seededRandom(1);
  const face = (): Embedding => unit(Float32Array.from({ length: DIMENSIONS }, () => random() - 0.5));
  const gallery = createGallery('cosine', []);
  const rows: Cell[][] = [];
  const goals: Goal[] = [];
  for (const count of MEMBERS) {
    const faces = Array.from({ length: count - gallery.size }, face);
    const start = performance.now();
    for (const one of faces) gallery.put({ memberId: `m${gallery.size}`, templates: [one] });
    const put = (performance.now() - start) / faces.length;
    const probes = Array.from({ length: PROBES }, face);
    for (const probe of probes) gallery.nearest(probe);
    const before = process.cpuUsage();
    const times = probes.map((probe) => {
      const from = performance.now();
      gallery.nearest(probe);
      return performance.now() - from;
    });
    const { user, system } = process.cpuUsage(before);
    const cpu = (user + system) / 1000 / PROBES;
    const p50 = quantile(times, 0.5);
    const slow = fixed(quantile(times, 0.95), 3);
    rows.push([
      count,
      fixed(p50, 3),
      slow,
      fixed(cpu, 3),
      fixed((cpu * 1000) / count, 3),
      fixed(put * 1000, 0),
    ]);
    if (count === 100_000) goals.push(below('match of 100,000 members, ms', Number(p50.toFixed(2)), 5));
  }
  return {
    tables: [
      {
        title: `A face compared with all members, one template of ${DIMENSIONS} numbers each`,
        head: ['members', 'ms p50', 'p95', 'CPU ms', 'CPU µs a member', 'µs to add one'],
        rows,
      },
    ],
    goals,
  };
};
