/** `npm run pictures`: takes the pictures of every page anew, as the end-to-end walk sees them. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './run.mjs';

const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'e2e', 'test/e2e/pages.test.ts'], {
  cwd: root,
  env: { ...process.env, PICTURES: path.join('docs', 'pictures') },
  stdio: 'inherit',
});
process.exit(status ?? 1);
