/** What `npm run bench` measures of the PowerShell underneath; `npm test` does not know it. */
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const minute = 60_000;

export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  define: { PACKAGED_BUILD: 'false' },
  test: {
    include: ['test/bench/**/*.bench.ts'],
    environment: 'node',
    reporters: [['default', { summary: false }]],
    disableConsoleIntercept: true,
    testTimeout: 10 * minute,
    hookTimeout: 10 * minute,
  },
});
