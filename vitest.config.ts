import { defineConfig } from 'vitest/config';

/** Tests see what an unpackaged app is. */
const define = { PACKAGED_BUILD: 'false' };

export default defineConfig({
  test: {
    // Most of the time tests wait for processes that they have started.
    maxWorkers: 2,
    reporters: ['default', './build/test-totals-reporter.mjs'],
    projects: [
      {
        define,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/wine/**'],
          environment: 'node',
          // A net for what hangs, wide enough for a PowerShell that starts on a busy machine.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        define,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
