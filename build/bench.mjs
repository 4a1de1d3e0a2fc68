/**
 * `npm run bench`: how long a cold build takes, how much the page loads first, how soon it is painted, and what PowerShell
 * underneath costs.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildTargets } from './build.mjs';
import { connectToPage, startOnDouble } from './double-client.mjs';
import { findBrowser } from './launcher.mjs';
import { firstScriptSize } from './renderer-size.mjs';
import { root } from './run.mjs';
import { targets } from './targets.mjs';

/**
 * @param {string} name
 * @param {string} value
 */
const row = (name, value) => console.log(`${name.padEnd(32)} ${value}`);

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

async function benchBuild() {
  for (const folder of ['dist', 'node_modules/.vite'])
    rmSync(path.join(root, folder), { recursive: true, force: true });
  const started = performance.now();
  const built = await buildTargets(targets);
  const total = performance.now() - started;
  for (const { name, ms, isBuilt } of built) row(`build ${name}`, isBuilt ? seconds(ms) : 'FAILED');
  row('build, all', `${seconds(total)} (goal 20 s)`);
  return built.every(({ isBuilt }) => isBuilt);
}

async function benchStart() {
  if (findBrowser(process.env, process.platform) === undefined) return row('start', 'not measured: no browser');
  const started = performance.timeOrigin + performance.now();
  const folder = mkdtempSync(path.join(tmpdir(), 'alloy-desk-bench-'));
  const args = ['--demo=running', `--demo-folder=${folder}`];
  const app = startOnDouble({ args, settings: { headless: true } });
  const { cdpEndpoint, targetId } = await app.firstWindow;
  row('start to page loaded', seconds(performance.timeOrigin + performance.now() - started));
  const { browser, page } = await connectToPage(cdpEndpoint, targetId);
  const painted = await page.evaluate(async () => {
    const [paint] = await new Promise((/** @type {(entries: PerformanceEntryList) => void} */ resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntriesByName('first-contentful-paint')));
      observer.observe({ type: 'paint', buffered: true });
    });
    return performance.timeOrigin + (paint?.startTime ?? Number.NaN);
  });
  row('start to first paint', `${seconds(painted - started)} (Node and a browser, not Electron)`);
  await browser.close();
  await app.double.quit();
  await app.ended;
  // The demo's Alloy ends when its folder is gone.
  rmSync(folder, { recursive: true, force: true });
}

/** Over real PowerShell and the tests' stub of Windows; the measuring is TypeScript of the tests. */
function benchPowerShell() {
  // The cold build has taken the stub's registry away; compiling it in every shell would be measured as PowerShell.
  spawnSync(process.execPath, [path.join(root, 'build', 'ensure-powershell.mjs')], { stdio: 'inherit' });
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--config', path.join('test', 'bench', 'vitest.config.ts')];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('PowerShell could not be measured');
}

async function bench() {
  if (!(await benchBuild())) throw new Error('the build failed');
  row('page', firstScriptSize(path.join(root, 'dist/renderer')).text);
  await benchStart();
  benchPowerShell();
}

bench().catch((/** @type {Error} */ error) => {
  console.error(error.message);
  process.exitCode = 1;
});
