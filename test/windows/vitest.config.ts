/** The suites that only a real Windows can run; `run.mjs` starts them, `npm test` does not know them. */
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const minute = 60_000;

export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  define: { PACKAGED_BUILD: 'false' },
  test: {
    include: ['test/windows/**/*.windows.ts'],
    environment: 'node',
    reporters: ['verbose'],
    // One computer.
    fileParallelism: false,
    testTimeout: 10 * minute,
    hookTimeout: 10 * minute,
  },
});
