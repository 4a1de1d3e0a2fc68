import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pickTargets } from '../../build/build.mjs';
import { listRendererFiles } from '../../build/renderer-files.mjs';
import { firstScripts, firstScriptSize } from '../../build/renderer-size.mjs';
import { shortcomings, together } from '../../build/report-totals.mjs';
import { runAll } from '../../build/run.mjs';
import { targets } from '../../build/targets.mjs';
import { totalsLine } from '../../build/test-totals-reporter.mjs';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'renderer-'));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(
    path.join(folder, 'index.html'),
    '<script type="module" crossorigin src="./assets/index-1.js"></script>',
  );
  await writeFile(path.join(folder, 'assets/index-1.js'), 'x'.repeat(1000));
  await writeFile(path.join(folder, 'assets/later-2.js'), 'y');
});
afterAll(() => rm(folder, { recursive: true }));

describe('the list of the renderer', () => {
  test('names every file by its address, sorted, with its type', () => {
    expect(listRendererFiles(folder)).toEqual({
      '/assets/index-1.js': { file: 'assets/index-1.js', contentType: 'text/javascript; charset=utf-8' },
      '/assets/later-2.js': { file: 'assets/later-2.js', contentType: 'text/javascript; charset=utf-8' },
      '/index.html': { file: 'index.html', contentType: 'text/html; charset=utf-8' },
    });
  });

  test('refuses a file whose type nobody stated', async () => {
    const odd = path.join(folder, 'odd.exe');
    await writeFile(odd, '');
    expect(() => listRendererFiles(folder)).toThrow('No content type is known for odd.exe');
    await rm(odd);
  });
});

describe('the size of the first script', () => {
  test('counts the entry and what it preloads, not what comes later', () => {
    const html =
      '<script type="module" src="./a.js"></script><link rel="modulepreload" href="./b.js"><link rel="stylesheet" href="./c.css">';
    expect(firstScripts(html)).toEqual(['./a.js', './b.js']);
    expect(firstScriptSize(folder)).toMatchObject({ bytes: 1000 });
  });
});

describe('choosing targets', () => {
  test('builds all without a choice', () => {
    expect(pickTargets([])).toEqual(targets);
  });

  test('builds the named ones', () => {
    expect(pickTargets(['--only', 'main,preload']).map(({ name }) => name)).toEqual(['preload', 'main']);
  });

  test('refuses a name that it does not know', () => {
    expect(() => pickTargets(['--only', 'main,mian'])).toThrow('unknown target mian');
  });
});

describe('running jobs', () => {
  test('never more at a time than allowed, and none before what it waits for', async () => {
    const events: string[] = [];
    let running = 0;
    let most = 0;
    const jobs = [{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd', after: ['a'] }];
    const outcomes = await runAll(jobs, 2, async ({ name }) => {
      running += 1;
      most = Math.max(most, running);
      events.push(`${name} begins`);
      await Promise.resolve();
      events.push(`${name} ends`);
      running -= 1;
      return name.toUpperCase();
    });
    expect(outcomes).toEqual(['A', 'B', 'C', 'D']);
    expect(most).toBe(2);
    expect(events.indexOf('d begins')).toBeGreaterThan(events.indexOf('a ends'));
  });
});

describe('the totals of a test run', () => {
  const run = { passed: 3, failed: 0, skipped: 1 };

  test('are one line', () => {
    expect(totalsLine(run)).toBe('3 passed, 0 failed, 1 skipped');
  });

  test('are good enough when nothing failed and an end-to-end test ran', () => {
    expect(shortcomings({ ...run, projects: { unit: run, e2e: run } })).toEqual([]);
  });

  test('are not good enough without an end-to-end test', () => {
    expect(shortcomings({ ...run, projects: { unit: run } })).toEqual(['no end-to-end test ran']);
    const skipped = { passed: 0, failed: 0, skipped: 2 };
    expect(shortcomings({ ...run, projects: { unit: run, e2e: skipped } })).toEqual(['no end-to-end test ran']);
  });

  test('are not good enough with a failure', () => {
    expect(shortcomings({ ...run, failed: 1, projects: { e2e: run } })).toEqual(['tests failed']);
  });

  test('are those of all runs together', () => {
    const all = together([
      { ...run, projects: { unit: run } },
      { passed: 2, failed: 1, skipped: 0, projects: { wine: run } },
    ]);
    expect(all).toEqual({ passed: 5, failed: 1, skipped: 1, projects: { unit: run, wine: run } });
    expect(together([])).toEqual({ passed: 0, failed: 0, skipped: 0, projects: {} });
  });

  test('are not good enough when the run under Wine ran no test', () => {
    const nothing = { passed: 0, failed: 0, skipped: 2 };
    expect(shortcomings({ ...run, projects: { e2e: run, wine: nothing } })).toEqual(['no test under Wine ran']);
  });
});
