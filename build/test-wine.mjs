/**
 * `npm run test:wine`: the suite over the Windows build of PowerShell, where it can be had; elsewhere one sentence that
 * it was NOT RUN. Arguments go to Vitest.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureWine } from './ensure-wine.mjs';
import { root } from './run.mjs';

/** @returns {ReturnType<typeof ensureWine> | undefined} undefined where a machine that can have it could not get it */
function setUp() {
  try {
    return ensureWine();
  } catch (error) {
    console.error(`The Wine suite could not be set up. ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

const wine = setUp();
if (wine === undefined) {
  process.exitCode = 1;
} else if ('notRun' in wine) {
  console.log(`The Wine suite was NOT RUN: ${wine.notRun}.`);
} else {
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const config = path.join(root, 'test/wine/vitest.config.ts');
  const args = [vitest, 'run', '--config', config, ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
}
