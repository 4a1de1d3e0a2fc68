import { readFile, readdir, rm, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Vitest } from 'vitest/node';
import { root, runNode } from '../../build/run.mjs';
import TestTotalsReporter from '../../build/test-totals-reporter.mjs';

const passing = `test('passes', () => expect(1).toBe(1));
test('fails', () => expect(1).toBe(2));
test.skip('is skipped', () => {});`;

const brokenHook = `describe('a suite', () => { beforeAll(() => { throw new Error('the hook failed'); }); test('never runs', () => {}); });`;

test(
  'a failed test, a failed hook and a file that does not load all count as failed',
  { timeout: 60_000 },
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'totals-'));
    await writeFile(path.join(folder, 'passing.test.mjs'), passing);
    await writeFile(path.join(folder, 'hook.test.mjs'), brokenHook);
    await writeFile(path.join(folder, 'broken.test.mjs'), "import './missing.mjs';");
    const reporters = [path.join(root, 'build/test-totals-reporter.mjs')];
    const config = { root: folder, test: { globals: true, reporters } };
    await writeFile(path.join(folder, 'vitest.config.mjs'), `export default ${JSON.stringify(config)};`);
    const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
    const { code, output } = await runNode([vitest, 'run', '--root', folder]);
    expect(output.trim().split('\n').at(-1)).toBe('1 passed, 3 failed, 2 skipped');
    expect(code).toBe(1);
    expect(JSON.parse(await readFile(path.join(folder, 'dist/test-totals.json'), 'utf8'))).toMatchObject({
      passed: 1,
      failed: 3,
      skipped: 2,
    });
    await rm(folder, { recursive: true });
  },
);

test('a run of its own leaves its counts in a file of its own', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'totals-'));
  const reporter = new TestTotalsReporter({ file: 'dist/other.json' });
  reporter.onInit({ config: { root: folder } } as Vitest);
  reporter.onTestRunEnd([], [new Error('belongs to no test')]);
  expect(await readdir(path.join(folder, 'dist'))).toEqual(['other.json']);
  expect(JSON.parse(await readFile(path.join(folder, 'dist/other.json'), 'utf8'))).toMatchObject({ failed: 1 });
  await rm(folder, { recursive: true });
});
