/** Loads model files as `yolo1125 models inspect` does, a path a line of its input, and says a line for each. */
import { createInterface } from 'node:readline';
import { loadDetector } from '../../../src/vision/index.js';

for await (const file of createInterface({ input: process.stdin })) {
  const outcome = await loadDetector(file).then(
    async (detector) => {
      await detector.close();
      return 'loaded';
    },
    (error: unknown) =>
      error instanceof Error && error.message !== '' ? 'refused' : 'refused without a word',
  );
  process.stdout.write(`${outcome}\n`);
}
