/** The host over real PowerShell: what node-powershell gets wrong does not reach it, and every bad day has a name. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PowerShellHost } from '../../../electron/machine-windows/powershell-host';
import type { ShellOptions } from '../../../electron/machine-windows/running-shell';
import { shellEnvironment } from '../../../electron/machine-windows/shell-environment';
import { fail, ok, type Result } from '../../../shared/contract/result';
import { isProcessAlive } from '../../../electron/machine-demo/process-observation';
import { eventually } from '../../contract/harness';
import { hostileValues } from './hostile-values';
import { notRun, pwsh } from './pwsh';

const module = path.resolve('electron/machine-windows/AlloyMachine');
const hosts: PowerShellHost[] = [];
const noise: string[] = [];
let sleeper: () => void = () => undefined;

function aHost(change: Partial<ShellOptions> = {}): PowerShellHost {
  const host = new PowerShellHost({
    executable: pwsh ?? '',
    serveScript: path.join(module, 'serve.ps1'),
    modulePath: path.join(import.meta.dirname, 'fixtures', 'EchoMachine.psm1'),
    environment: shellEnvironment(process.platform, process.env),
    platform: process.platform,
    verify: async () => ok(undefined),
    onNoise: (text) => {
      noise.push(text);
      if (text.includes('asleep')) sleeper();
    },
    ...change,
  });
  hosts.push(host);
  return host;
}

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.close()));
  noise.length = 0;
});

const within = { timeoutMs: 30_000 };
const echo = (host: PowerShellHost, value: unknown): Promise<Result<unknown>> =>
  host.call('Get-Echo', { Value: value }, within);
/** Settles when the next call that sleeps has begun to; asked for before the call. */
const asleep = (): Promise<void> =>
  new Promise((resolve) => {
    sleeper = resolve;
  });
const stillAnswers = async (host: PowerShellHost): Promise<void> => {
  expect(await echo(host, 'still here')).toMatchObject({ ok: true, value: { value: 'still here' } });
};

describe.skipIf(!pwsh)(`the host over real PowerShell${notRun}`, () => {
  it('starts its shell with the first call and keeps it', async () => {
    const host = aHost();
    expect(host.starts).toBe(0);
    await echo(host, 1);
    await echo(host, 2);
    expect([host.starts, host.calls]).toEqual([1, 2]);
  });

  it(`carries ${hostileValues.length} hostile values unchanged and executes nothing`, async () => {
    const host = aHost();
    for (const value of hostileValues) {
      expect(await echo(host, value)).toMatchObject({ ok: true, value: { value, type: 'String' } });
    }
    expect(existsSync('PWNED')).toBe(false);
  });

  it('carries a megabyte, lists and nested values unchanged', async () => {
    const host = aHost();
    const large = 'ä"$(x)`\n'.repeat(120_000);
    expect(await echo(host, large)).toMatchObject({ ok: true, value: { value: large } });
    const nested = { url: 'http://a,b:1', list: [1, 'two', null, true], inner: { deep: ['x'] } };
    expect(await echo(host, nested)).toMatchObject({ ok: true, value: { value: nested } });
  });

  it('calls only what the module exports', async () => {
    const host = aHost();
    for (const op of ['Invoke-Expression', 'Get-Process', 'Get-Echo; Get-Process', '. Get-Echo', '']) {
      expect(await host.call(op, {}, within)).toMatchObject({ ok: false, failure: { code: 'unsupported' } });
    }
    await stillAnswers(host);
  });

  it('looks for modules in the system’s own folder alone', async () => {
    expect(await aHost().call('Get-ModulePath', {}, within)).toMatchObject({ ok: true, value: { isOurs: true } });
  });

  it('takes the module’s error id for the code, and its own mistakes for unexpected', async () => {
    const host = aHost();
    expect(await host.call('Get-Failure', { Code: 'not-found' }, within)).toMatchObject({
      ok: false,
      failure: { code: 'not-found' },
    });
    expect(await host.call('Get-Failure', { Code: 'SomethingElse' }, within)).toMatchObject({
      ok: false,
      failure: { code: 'unexpected' },
    });
    expect(await host.call('Get-Mistake', {}, within)).toMatchObject({
      ok: false,
      failure: { code: 'unexpected', detail: 'our own mistake' },
    });
    await stillAnswers(host);
    expect(host.starts).toBe(1);
  });

  it.each(['Get-Several', 'Get-Nothing'])('takes %s for a mistake: an operation answers once', async (op) => {
    expect(await aHost().call(op, {}, within)).toMatchObject({ ok: false, failure: { code: 'unexpected' } });
  });

  it('answers calls in their order, one at a time', async () => {
    const host = aHost();
    const answers = await Promise.all([1, 2, 3, 4].map((value) => echo(host, value)));
    expect(answers.map((answer) => answer.ok && (answer.value as { value: number }).value)).toEqual([1, 2, 3, 4]);
    expect(host.starts).toBe(1);
  });
});

describe.skipIf(!pwsh)(`a cancel${notRun}`, () => {
  it('ends a call that PowerShell can stop, and keeps the shell', async () => {
    // Time enough for a busy machine: what is looked at is that the shell is kept.
    const host = aHost({ limits: { graceMs: 30_000 } });
    const abort = new AbortController();
    const begun = asleep();
    const call = host.call('Get-Sleep', { Milliseconds: 60_000 }, { timeoutMs: 90_000, signal: abort.signal });
    await begun;
    const askedAt = performance.now();
    abort.abort();
    expect(await call).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    console.log(`cancel answered in ${Math.round(performance.now() - askedAt)} ms`);
    await stillAnswers(host);
    expect(host.starts).toBe(1);
  });

  it('ends a call that PowerShell cannot stop together with its shell, and the next call gets another', async () => {
    const host = aHost({ limits: { graceMs: 500 } });
    const abort = new AbortController();
    const begun = asleep();
    const call = host.call('Get-DeafSleep', { Milliseconds: 60_000 }, { timeoutMs: 90_000, signal: abort.signal });
    await begun;
    abort.abort();
    expect(await call).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    await stillAnswers(host);
    expect(host.starts).toBe(2);
  });

  it('that was answered does not end the shell under the next call', async () => {
    const graceMs = 1_000;
    const host = aHost({ limits: { graceMs } });
    await echo(host, 'warm');
    // From now on time passes when the test says so, however busy the machine is.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const abort = new AbortController();
      const begun = asleep();
      const call = host.call('Get-Sleep', { Milliseconds: 60_000 }, { timeoutMs: 90_000, signal: abort.signal });
      await begun;
      abort.abort();
      expect(await call).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
      const nextBegun = asleep();
      const next = host.call('Get-Sleep', { Milliseconds: 100 }, within);
      await nextBegun;
      vi.advanceTimersByTime(2 * graceMs);
      expect(await next).toMatchObject({ ok: true });
    } finally {
      vi.useRealTimers();
    }
    expect(host.starts).toBe(1);
  });

  it('while the shell starts keeps the call from being made', async () => {
    const abort = new AbortController();
    const host = aHost({
      verify: async () => {
        abort.abort();
        return ok(undefined);
      },
    });
    expect(await host.call('Get-Sleep', { Milliseconds: 2_000 }, { ...within, signal: abort.signal })).toMatchObject({
      ok: false,
      failure: { code: 'cancelled' },
    });
    expect([host.starts, host.calls]).toEqual([1, 0]);
    await stillAnswers(host);
    expect(host.starts).toBe(1);
  });

  it('before the call starts nothing', async () => {
    const host = aHost();
    const abort = new AbortController();
    abort.abort();
    expect(await host.call('Get-Echo', {}, { timeoutMs: 1_000, signal: abort.signal })).toMatchObject({
      ok: false,
      failure: { code: 'cancelled' },
    });
    expect(host.starts).toBe(0);
  });
});

describe.skipIf(!pwsh)(`a host${notRun}`, () => {
  it.each<[string, string, Record<string, unknown>, string]>([
    ['shell ends with code 0 in the middle of a call', 'Get-Exit', { Code: 0 }, 'unexpected'],
    ['shell ends with code 3 in the middle of a call', 'Get-Exit', { Code: 3 }, 'unexpected'],
    ['shell answers half a frame and ends', 'Get-HalfFrame', {}, 'unexpected'],
    ['shell writes a frame that is none', 'Get-Garbage', {}, 'unexpected'],
    ['shell writes 64 MB without a line end', 'Get-Flood', { Megabytes: 64 }, 'unexpected'],
  ])('whose %s fails that call, and the next call works', async (_name, op, args, code) => {
    const host = aHost();
    expect(await host.call(op, args, within)).toMatchObject({ ok: false, failure: { code } });
    await stillAnswers(host);
    expect(host.starts).toBe(2);
  });

  it('whose call takes too long ends the shell and everything that it started', async () => {
    const host = aHost();
    const started = await host.call('Get-Child', {}, within);
    const processId = (started.ok ? (started.value as { processId: number }) : { processId: 0 }).processId;
    expect(await isProcessAlive(processId)).toBe(true);
    expect(await host.call('Get-DeafSleep', { Milliseconds: 60_000 }, { timeoutMs: 500 })).toMatchObject({
      ok: false,
      failure: { code: 'timed-out' },
    });
    await eventually(
      () => isProcessAlive(processId),
      (isAlive) => !isAlive,
    );
    await stillAnswers(host);
  });

  it('with noise on every stream loses no answer', async () => {
    const host = aHost();
    expect(await host.call('Get-Noise', {}, within)).toMatchObject({ ok: true, value: { quiet: false } });
    await stillAnswers(host);
    expect(noise.join('\n')).toMatch(/careful/);
  });

  it('with far more on standard error than a pipe holds loses no answer, and hears all of it', async () => {
    const host = aHost();
    expect(await host.call('Get-ErrorFlood', { Kilobytes: 1 }, within)).toMatchObject({ ok: true });
    expect(await host.call('Get-ErrorFlood', { Kilobytes: 500 }, { timeoutMs: 10_000 })).toMatchObject({ ok: true });
    expect(host.starts).toBe(1);
  });

  it('without the executable fails its call, without an unhandled rejection', async () => {
    const host = aHost({ executable: '/no/such/pwsh' });
    expect(await echo(host, 1)).toMatchObject({
      ok: false,
      failure: { code: 'unsupported', reason: 'powershell-missing' },
    });
  });

  it('without the module fails its call', async () => {
    const host = aHost({ modulePath: '/no/such/Module.psm1' });
    expect(await echo(host, 1)).toMatchObject({ ok: false, failure: { code: 'unexpected' } });
  });

  it('with files that are not the ones the app was built with starts nothing', async () => {
    const host = aHost({ verify: async () => fail('verification-failed', 'unexpected') });
    expect(await echo(host, 1)).toMatchObject({ ok: false, failure: { code: 'verification-failed' } });
    expect(host.starts).toBe(0);
  });

  it('with another executable in the environment starts ours', async () => {
    process.env['NODE_POWERSHELL'] = '/bin/false';
    await stillAnswers(aHost());
    expect(process.env['NODE_POWERSHELL']).toBeUndefined();
  });

  it('that is closed while it starts answers cancelled, and leaves no shell', async () => {
    const host = aHost();
    const call = echo(host, 1);
    await eventually(
      async () => host.starts,
      (starts) => starts === 1,
    );
    await host.close();
    expect(await call).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });

  it.each(['constrained.ps1', 'forbidden.ps1'])('whose script %s a policy stops names the policy', async (script) => {
    const host = aHost({ serveScript: path.join(import.meta.dirname, 'fixtures', script) });
    expect(await echo(host, 1)).toMatchObject({
      ok: false,
      failure: { code: 'blocked-by-policy', reason: 'powershell-blocked' },
    });
  });

  it('that was closed answers cancelled, and no process is left', async () => {
    const host = aHost();
    const child = await host.call('Get-Child', {}, within);
    await host.close();
    const processId = (child.ok ? (child.value as { processId: number }) : { processId: 0 }).processId;
    await eventually(
      () => isProcessAlive(processId),
      (isAlive) => !isAlive,
    );
    expect(await echo(host, 1)).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });
});
