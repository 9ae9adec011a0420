import { defineConfig } from 'vitest/config';

const BROWSER = 'test/browser/**/*.test.ts';
const CAMERA = 'test/browser/camera/**/*.test.ts';
const FACE_MODELS = 'test/support/face-models.ts';
const FIND_BROWSER = 'test/support/browser/setup.ts';
/** Each file starts real daemons, and waits half of its time; two cores are the smallest machine the suite must pass on. */
const WORKERS = 4;

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
          maxWorkers: WORKERS,
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: [BROWSER],
          exclude: [CAMERA],
          globalSetup: [FACE_MODELS, FIND_BROWSER],
          maxWorkers: WORKERS,
        },
      },
      {
        extends: true,
        test: {
          name: 'camera',
          include: [CAMERA],
          globalSetup: [FACE_MODELS, FIND_BROWSER],
          // A camera does not wait: a browser and a daemon have the two cores for themselves, after everything else.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
