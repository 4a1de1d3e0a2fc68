/** Our host, `serve.ps1` and the launcher, with the Windows build of PowerShell in the middle. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest';
import { wine, wineEnvironment } from '../../build/ensure-wine.mjs';
import type { PowerShellHost } from '../../electron/machine-windows/powershell-host';
import { hostileValues } from '../electron/machine-windows/hostile-values';
import { aShell, argumentsProgram, realPath } from './wine-computer';

const computer = inject('wine');
const echoModule = path.resolve(import.meta.dirname, '../electron/machine-windows/fixtures/EchoMachine.psm1');
const within = { timeoutMs: 50_000 };

describe('frames through the Windows build', () => {
  let heard: () => void = () => undefined;
  const onNoise = (text: string): void => {
    if (text.includes('asleep')) heard();
  };
  const shell = aShell({ modulePath: echoModule, onNoise });
  afterAll(() => shell.close());
  const echo = (value: unknown): ReturnType<PowerShellHost['call']> => shell.call('Get-Echo', { Value: value }, within);

  it(`carry ${hostileValues.length} hostile values unchanged`, async () => {
    for (const value of hostileValues) expect(await echo(value)).toMatchObject({ ok: true, value: { value } });
    expect(existsSync(realPath('C:\\PWNED'))).toBe(false);
  });

  it('carry a megabyte, lists and nested values unchanged', async () => {
    const large = 'ä"$(x)`\n'.repeat(120_000);
    expect(await echo(large)).toMatchObject({ ok: true, value: { value: large } });
    const nested = { url: 'http://a,b:1', list: [1, 'two', null, true], inner: { deep: ['x'] } };
    expect(await echo(nested)).toMatchObject({ ok: true, value: { value: nested } });
  });

  it('are answers whatever else is written to the console', async () => {
    expect(await shell.call('Get-Noise', {}, within)).toMatchObject({ ok: true, value: { quiet: false } });
    expect(await echo('still here')).toMatchObject({ ok: true, value: { value: 'still here' } });
  });

  it('end a call that is cancelled, and the shell goes on', async () => {
    const abort = new AbortController();
    const begun = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const call = shell.call('Get-Sleep', { Milliseconds: 60_000 }, { timeoutMs: 90_000, signal: abort.signal });
    await begun;
    abort.abort();
    expect(await call).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(await echo(1)).toMatchObject({ ok: true });
    expect(shell.starts).toBe(1);
  });
});

describe('a shell that ends in the middle of a call', () => {
  const shells: PowerShellHost[] = [];
  afterEach(async () => {
    await Promise.all(shells.splice(0).map((shell) => shell.close()));
  });

  it('is a failure, and the next call has another one', async () => {
    const shell = aShell({ modulePath: echoModule });
    shells.push(shell);
    expect(await shell.call('Get-Exit', { Code: 0 }, within)).toMatchObject({ ok: false });
    expect(await shell.call('Get-Echo', { Value: 1 }, within)).toMatchObject({ ok: true });
    expect(shell.starts).toBe(2);
  });
});

/** Runs a program of Windows by a launcher, with a text as its standard input. */
const launch = (args: readonly string[], input = '', launcher = computer.launcher): ReturnType<typeof spawnSync> =>
  spawnSync(wine, [launcher, ...args], { env: wineEnvironment(computer.prefix), input, encoding: 'utf8' });

describe('plain text on standard input', () => {
  it('is read in the code page of the console, which is why frames are ASCII', () => {
    const script = `@('ä'.ToCharArray() | ForEach-Object { [int]$_ }) -join ','\n`;
    const { stdout } = launch([computer.powerShell, '-NoProfile', '-NonInteractive', '-Command', '-'], script);
    // The two bytes of UTF-8 as code page 437 has them: a line of a box and a letter with a tilde.
    expect(String(stdout)).toContain('9500,241');
  });
});

describe('the launcher', () => {
  it('ends with the exit code of its program, and hands arguments on as they came', () => {
    const { status, stdout } = launch([argumentsProgram.windows, 'a b', 'c"d', '', 'e\\', 'ä 日本語']);
    expect(stdout).toBe('[a b]\n[c"d]\n[]\n[e\\]\n[ä 日本語]\n'.replaceAll('\n', '\r\n'));
    expect(status).toBe(5);
  });

  it('has a code of its own for a program that is not there', () => {
    expect(launch(['C:\\no-such-program.exe'])).toMatchObject({ status: 127 });
  });

  it('runs nothing where ntdll is not the one that it knows', () => {
    const stranger = path.join(computer.folder, 'stranger.exe');
    const bytes = readFileSync(computer.launcher);
    const known = bytes.indexOf(Buffer.from('488b4500488944246048', 'hex'));
    expect(known).toBeGreaterThan(0);
    bytes[known] = 0xcc;
    writeFileSync(stranger, bytes);
    const { status, stdout, stderr } = launch([argumentsProgram.windows, 'a'], '', stranger);
    expect({ status, stdout }).toEqual({ status: 125, stdout: '' });
    expect(String(stderr)).toContain('ntdll is not the one of Wine 8.0~repack-4');
  });
});
