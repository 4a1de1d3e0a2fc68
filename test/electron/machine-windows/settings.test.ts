/** Settings, recovery and permissions: what is written is read back, and half of it is put back. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { ResultOf } from '../../../electron/machine-windows/operations';
import { never } from '../../contract/harness';
import { StubComputer } from '../../contract/stub-under-test';
import { notRun, pwsh } from './pwsh';

const computer = new StubComputer();
afterAll(() => computer.close());
const { operations } = computer;

async function settingsNow(): Promise<ResultOf<'Get-AlloySetting'>> {
  const read = await operations.call('Get-AlloySetting', {}, never());
  if (!read.ok) throw new Error(read.failure.code);
  return read.value;
}

const change = (Expected: string) =>
  operations.call(
    'Set-AlloySetting',
    { Arguments: ['run', 'C:\\other.alloy'], Environment: ['HTTPS_PROXY=http://proxy:3128'], Expected },
    never(),
  );

describe.skipIf(pwsh === undefined)(`the settings of the service${notRun}`, () => {
  beforeEach(() => computer.make('installed'));

  it('are changed where they are the expected ones, and are read back', async () => {
    const before = await settingsNow();
    const changed = await change(before.hash);
    expect(changed).toMatchObject({
      ok: true,
      value: {
        programPath: before.programPath,
        arguments: ['run', 'C:\\other.alloy'],
        environment: ['HTTPS_PROXY=http://proxy:3128'],
      },
    });
    expect(await settingsNow()).toEqual(changed.ok && changed.value);
  });

  it('are a conflict where they are others, and stay', async () => {
    const before = await settingsNow();
    expect(await change('0'.repeat(64))).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    expect(await settingsNow()).toEqual(before);
  });

  it('can be lists without an item', async () => {
    const before = await settingsNow();
    const args = { Arguments: ['run'], Environment: [], Expected: before.hash };
    expect(await operations.call('Set-AlloySetting', args, never())).toMatchObject({
      ok: true,
      value: { environment: [] },
    });
  });

  it('are put back when the second value cannot be written', async () => {
    const before = await settingsNow();
    computer.arrange({ 'Write-RegistryList': { do: 5, skip: 1, times: 1 } });
    expect(await change(before.hash)).toMatchObject({ ok: false, failure: { code: 'access-denied' } });
    computer.arrange({});
    expect(await settingsNow()).toEqual(before);
  });
});

describe.skipIf(pwsh === undefined)(`the permissions of the configuration${notRun}`, () => {
  const Path = 'C:\\Program Files\\GrafanaLabs\\Alloy\\config.alloy';
  const permissions = () => operations.call('Get-ConfigurationPermission', { Path }, never());

  it('are its owner and its rules', async () => {
    const under = await computer.make('installed');
    await under.putConfigBytes(new Uint8Array());
    computer.arrange({}, { openFolders: [Path] });
    expect(await permissions()).toEqual({
      ok: true,
      value: {
        owner: 'S-1-5-32-544',
        rules: [
          { type: 'allow', sid: 'S-1-5-18' },
          { type: 'allow', sid: 'S-1-5-32-544' },
          { type: 'allow', sid: 'S-1-5-32-545' },
        ],
      },
    });
  });

  it('are none where there is no file', async () => {
    await computer.make('installed');
    expect(await permissions()).toEqual({ ok: true, value: { owner: null, rules: [] } });
  });
});

describe.skipIf(pwsh === undefined)(`the recovery of the service${notRun}`, () => {
  beforeEach(() => computer.make('installed'));
  const recovery = () => operations.call('Get-AlloyRecovery', {}, never());

  it('is as the installer left it', async () => {
    expect(await recovery()).toEqual({
      ok: true,
      value: {
        resetSeconds: 86_400,
        actions: [60_000, 300_000, 300_000].map((delayMs) => ({ type: 'restart', delayMs })),
        onErrorExit: false,
      },
    });
  });

  it('is changed to other delays and read back', async () => {
    const args = { DelaysMs: [5_000, 10_000], ResetSeconds: 3_600, OnErrorExit: true };
    const changed = await operations.call('Set-AlloyRecovery', args, never());
    expect(changed).toEqual({
      ok: true,
      value: {
        resetSeconds: 3_600,
        actions: [
          { type: 'restart', delayMs: 5_000 },
          { type: 'restart', delayMs: 10_000 },
        ],
        onErrorExit: true,
      },
    });
    expect(await recovery()).toEqual(changed);
  });

  it('can be taken away', async () => {
    const args = { DelaysMs: [], ResetSeconds: 0, OnErrorExit: false };
    expect(await operations.call('Set-AlloyRecovery', args, never())).toMatchObject({
      ok: true,
      value: { actions: [] },
    });
  });

  it('of a service that is not there is not found', async () => {
    await computer.make('absent');
    expect(await recovery()).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });
});
