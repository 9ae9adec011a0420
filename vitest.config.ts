import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/face-models.ts', 'test/support/browser/setup.ts'],
    // Each file starts real daemons; two cores are the smallest machine the suite must pass on.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
});
