/** Suites that need what Wine has not: permissions of folders and CIM are stood in for, everything else is real. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeFoldersContract } from '../contract/folders.contract';
import { eventually, never } from '../contract/harness';
import { describeFactsContract } from '../contract/observers.contract';
import { gate } from './wine-computer';
import { useWineMachine } from './wine-under-test';

const { make, makeForSuite, bench } = useWineMachine(path.join(import.meta.dirname, 'adapters'));
const name = 'PowerShell 7 for Windows under Wine, permissions and CIM stood in for';

describeFoldersContract(name, makeForSuite);
describeFactsContract(name, makeForSuite);

/** Runs sc.exe with arguments; its words are of no interest. */
const sc = (...args: string[]): Promise<unknown> =>
  bench.arrange(`param($arguments) $null = $null | & "$([Environment]::SystemDirectory)\\sc.exe" @arguments`, args);
const state = async (): Promise<unknown> => (await bench.arrange(`[string](Get-Service -Name Alloy).Status`))[0];

describe('the service of a real service manager', () => {
  beforeEach(() => sc('create', 'Alloy', 'binPath=', gate.commandLine, 'start=', 'demand'));
  afterEach(async () => {
    gate.open();
    await bench.arrange(`
      $service = Get-Service -Name Alloy
      if ($service.Status -ne 'Stopped') { $service.Stop(); $service.WaitForStatus('Stopped', '00:00:15') }
      $service.Dispose()`);
    await sc('delete', 'Alloy');
  });

  it('runs when a start has ended, and is stopped when a stop has ended', async () => {
    const { service } = (await make('installed')).machine;
    expect(await service.start(never())).toMatchObject({ ok: true, value: { state: 'running' } });
    expect(await state()).toBe('Running');
    expect(await service.stop(never())).toMatchObject({ ok: true, value: { state: 'stopped' } });
    expect(await state()).toBe('Stopped');
  });

  it('runs after a restart, whether it ran before or not', async () => {
    const { service } = (await make('installed')).machine;
    expect(await service.restart(never())).toMatchObject({ ok: true, value: { state: 'running' } });
    expect(await service.restart(never())).toMatchObject({ ok: true, value: { state: 'running' } });
  });

  it('is started by one who finds it on its way down', async () => {
    const { service } = (await make('installed')).machine;
    await service.start(never());
    gate.close();
    await bench.arrange(`(Get-Service -Name Alloy).Stop()`);
    expect(await state()).toBe('StopPending');
    const started = service.start(never());
    expect(await state()).toBe('StopPending');
    gate.open();
    expect(await started).toMatchObject({ ok: true, value: { state: 'running' } });
  });

  it('is stopped by one who finds it on its way up', async () => {
    const { service } = (await make('installed')).machine;
    gate.close();
    await bench.arrange(`(Get-Service -Name Alloy).Start()`);
    await eventually(state, (now) => now === 'StartPending');
    const stopped = service.stop(never());
    expect(await state()).toBe('StartPending');
    gate.open();
    expect(await stopped).toMatchObject({ ok: true, value: { state: 'stopped' } });
  });
});
