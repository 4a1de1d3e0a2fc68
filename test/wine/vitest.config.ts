import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '../..');

/** The suite of `npm run test:wine`; no part of `npm test`, which must not need Wine. One file at a time: they share one Windows. */
export default defineConfig({
  root,
  test: {
    name: 'wine',
    include: ['test/wine/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    // What fails once has failed: a runtime that ends now and then is a fault of the set-up.
    retry: 0,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: [path.join(import.meta.dirname, 'global-setup.ts')],
    reporters: ['default', [path.join(root, 'build/test-totals-reporter.mjs'), { file: 'dist/wine-totals.json' }]],
  },
});
