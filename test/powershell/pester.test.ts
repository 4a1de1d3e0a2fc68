/** The tests of the PowerShell module that are written in PowerShell, each of them a test of this run. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pesterPath } from '../../build/ensure-powershell.mjs';
import { notRun, pwsh } from '../electron/machine-windows/pwsh';
import { checkTimeoutMs, quietEnvironment } from './module-check';

interface Outcome {
  readonly name: string;
  readonly result: 'Passed' | 'Failed' | 'Skipped' | 'NotRun' | 'Inconclusive';
  readonly error: string;
}
interface Run {
  readonly outcomes: readonly Outcome[];
  readonly code: number | null;
  readonly lastLine: string;
}

const here = import.meta.dirname;
const canRun = pwsh !== undefined && existsSync(pesterPath());
const why =
  canRun || pwsh === undefined ? notRun : ' (NOT RUN: no Pester here, node build/ensure-powershell.mjs brings it)';

/** Runs the tests of a folder under a culture. */
function runPester(tests: string, culture: string): Run {
  const folder = mkdtempSync(path.join(tmpdir(), 'pester-'));
  try {
    const resultFile = path.join(folder, 'results.json');
    const command = ['-PesterManifest', pesterPath(), '-Tests', tests, '-ResultFile', resultFile];
    const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-File', path.join(here, 'run-pester.ps1'), ...command];
    const env = { ...quietEnvironment, LC_ALL: culture };
    const { status, stdout, stderr } = spawnSync(pwsh ?? '', args, {
      encoding: 'utf8',
      env,
      maxBuffer: 64 * 1024 * 1024,
    });
    const lastLine = stdout.trim().split('\n').at(-1) ?? '';
    const outcomes = existsSync(resultFile) ? (JSON.parse(readFileSync(resultFile, 'utf8')) as Outcome[]) : [];
    const ended = { name: 'the run itself', result: 'Failed', error: `${stderr}\n${stdout}` } as const;
    return { outcomes: outcomes.length > 0 ? outcomes : [ended], code: status, lastLine };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// A Windows user's culture writes 1,5 and another date; nothing of the module may depend on it.
for (const culture of ['C.UTF-8', 'de_DE.UTF-8']) {
  describe.skipIf(!canRun)(`the module's own tests, in ${culture}${why}`, () => {
    const run = canRun ? runPester(here, culture) : { outcomes: [], code: 0, lastLine: '' };

    // Pester has already run them: their results decide how many tests there are.
    for (const { name, result, error } of run.outcomes) {
      it(name, ({ skip }) => {
        if (result === 'Skipped' || result === 'NotRun') skip();
        expect(result, error).toBe('Passed');
      });
    }

    it('end with the totals', () => {
      const passed = run.outcomes.filter(({ result }) => result === 'Passed').length;
      expect(run.lastLine).toMatch(new RegExp(`^${passed} passed, 0 failed, \\d+ skipped$`, 'u'));
      expect(run.code).toBe(0);
    });
  });
}

describe.skipIf(!canRun)(`a run of Pester${why}`, () => {
  /** A folder with one file of tests. */
  const runOf = (script: string): Run => {
    const folder = mkdtempSync(path.join(tmpdir(), 'pester-tests-'));
    writeFileSync(path.join(folder, 'A.Tests.ps1'), script);
    try {
      return runPester(folder, 'C.UTF-8');
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  const names = (run: Run): string[] => run.outcomes.map(({ name, result }) => `${name}: ${result}`);

  it(
    'fails without a single test',
    () => {
      expect(runOf('Describe "a" { }')).toMatchObject({ code: 1, lastLine: '0 passed, 0 failed, 0 skipped' });
    },
    checkTimeoutMs,
  );

  it(
    'counts what passed, failed and was skipped',
    () => {
      const run = runOf('Describe "a" { It "b" { 1 | Should -Be 1 }; It "c" { 1 | Should -Be 2 }; It "d" -Skip { } }');
      expect(names(run)).toEqual(['a.b: Passed', 'a.c: Failed', 'a.d: Skipped']);
      expect(run).toMatchObject({ code: 1, lastLine: '1 passed, 1 failed, 1 skipped' });
    },
    checkTimeoutMs,
  );

  it(
    'counts a file that cannot be read as a failed test',
    () => {
      const run = runOf('Describe "a" {');
      expect(names(run)).toEqual([expect.stringMatching(/^the file .*A\.Tests\.ps1: Failed$/u)]);
      expect(run).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed, 0 skipped' });
    },
    checkTimeoutMs,
  );

  it(
    'counts a set-up that fails',
    () => {
      const run = runOf('Describe "a" { BeforeAll { throw "no" }; It "b" { 1 | Should -Be 1 } }');
      expect(names(run).filter((name) => name.endsWith('Failed')).length).toBeGreaterThan(0);
      expect(run.code).toBe(1);
    },
    checkTimeoutMs,
  );
});
