import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isUpToDate, pesterPath, powerShellPath } from '../../build/ensure-powershell.mjs';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ensure-powershell-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A machine without `dotnet`, on which nothing has been restored. */
const runWithoutDotnet = (env: Record<string, string>) =>
  spawnSync(process.execPath, ['build/ensure-powershell.mjs'], {
    encoding: 'utf8',
    env: { PATH: folder, NUGET_PACKAGES: folder, ...env },
  });

describe('a machine without dotnet', () => {
  test('is told in one sentence what does not run, and goes on', () => {
    const { status, stdout, stderr } = runWithoutDotnet({});
    expect(stdout + stderr).toMatch(/^NOT RUN: the tests of PowerShell, because .*"dotnet".*\.\n$/u);
    expect(status).toBe(0);
  });

  test('fails where CI asks for everything', () => {
    const { status, stderr } = runWithoutDotnet({ CI: 'true' });
    expect(stderr).toContain('NOT RUN');
    expect(status).toBe(1);
  });
});

describe('what is restored', () => {
  test('is looked for in the folder that NuGet is told to use', () => {
    expect(powerShellPath({ NUGET_PACKAGES: '/p' }, 'linux')).toMatch(/^\/p\/powershell\/\d+\.\d+\.\d+\/.*\/pwsh$/u);
    expect(pesterPath({ NUGET_PACKAGES: '/p' })).toMatch(/^\/p\/pester\/\d+\.\d+\.\d+\/tools\/Pester\.psd1$/u);
  });

  test('is not needed on Windows, which brings a PowerShell', () => {
    expect(powerShellPath({ SystemRoot: 'D:\\Windows' }, 'win32')).toBe(
      'D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    );
  });
});

describe('what is built', () => {
  test('is up to date until one of its sources is newer', async () => {
    const [built, source] = ['built', 'source'].map((name) => path.join(folder, name)) as [string, string];
    expect(isUpToDate(built, [])).toBe(false);
    await Promise.all([writeFile(built, ''), writeFile(source, '')]);
    await utimes(built, 2, 2);
    await utimes(source, 1, 1);
    expect(isUpToDate(built, [source])).toBe(true);
    await utimes(source, 3, 3);
    expect(isUpToDate(built, [source])).toBe(false);
  });
});
