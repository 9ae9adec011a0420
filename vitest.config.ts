import { defineConfig } from 'vitest/config';

const BROWSER = 'test/browser/**/*.test.ts';
const FACE_MODELS = 'test/support/face-models.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [BROWSER],
          globalSetup: FACE_MODELS,
          // Each file starts real daemons, and waits for cameras half of its time; two cores are the smallest machine the
          // suite must pass on.
          maxWorkers: 3,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [BROWSER],
          globalSetup: [FACE_MODELS, 'test/support/browser/setup.ts'],
          // A camera does not wait: a browser and a daemon have the two cores for themselves, after everything else.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
