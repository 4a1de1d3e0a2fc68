/**
 * The service adapters over a real service manager and a real service. What is expected is Microsoft's: error numbers of
 * https://learn.microsoft.com/windows/win32/debug/system-error-codes--1000-1299-, states of
 * https://learn.microsoft.com/dotnet/api/system.serviceprocess.servicecontrollerstatus.
 */
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../contract/harness';
import { useBench, verifies } from './bench';
import { argumentsProgram, gate, realPath, serviceProgram } from './wine-computer';

const bench = useBench();
const serviceControl = realPath('C:\\windows\\system32\\sc.exe');
const sc = async (...args: string[]): Promise<void> => {
  const [code] = await bench.arrange(
    `param($arguments) $null = $null | & "$([Environment]::SystemDirectory)\\sc.exe" @arguments; $LASTEXITCODE`,
    args,
  );
  expect(code).toBe(0);
};
const create = (start = 'demand', program = serviceProgram): Promise<void> =>
  sc('create', 'Alloy', 'binPath=', program, 'start=', start);
const isThere = async (): Promise<boolean> =>
  (await bench.arrange(`@(Get-Service | Where-Object -Property Name -EQ -Value 'Alloy').Count`))[0] === 1;
/** Waits by another way than an adapter's. */
const waitFor = (state: string): Promise<unknown> =>
  bench.arrange(
    `$service = Get-Service -Name Alloy; $service.WaitForStatus('${state}', '00:00:45'); $service.Dispose()`,
  );
const state = (): Promise<unknown> => bench.value('Read-ServiceState');
const stateBecomes = (wanted: string): Promise<unknown> => eventually(state, (now) => now === wanted);

const remove = async (): Promise<void> => {
  gate.open();
  if (!(await isThere())) return;
  await bench.arrange(`
    $service = Get-Service -Name Alloy
    if ($service.Status -like '*Pending') { $service.WaitForStatus(@{ StartPending = 'Running'; StopPending = 'Stopped' }[[string]$service.Status], '00:00:45') }
    if ($service.Status -ne 'Stopped') { $service.Stop(); $service.WaitForStatus('Stopped', '00:00:45') }
    $service.Dispose()`);
  await sc('delete', 'Alloy');
};
afterEach(remove);
afterAll(async () => expect(await isThere()).toBe(false));

describe('a service that is not there', () => {
  verifies(['Read-ServiceName'], 'is not among the services, which others are', async () => {
    const names = await bench.values('Read-ServiceName');
    expect(names).toContain('RpcSs');
    expect(names).not.toContain('Alloy');
  });

  verifies(
    ['Read-ServiceState', 'Start-ServiceRecord', 'Stop-ServiceRecord'],
    'is not found by any adapter, and the module knows it as that',
    async () => {
      for (const adapter of ['Read-ServiceState', 'Start-ServiceRecord', 'Stop-ServiceRecord']) {
        expect(await bench.failure(adapter)).toMatchObject({ code: 'not-found' });
      }
    },
  );
});

describe('a service that does nothing but run', () => {
  beforeEach(() => create());

  verifies(['Read-ServiceName'], 'is among the services', async () => {
    expect(await bench.values('Read-ServiceName')).toContain('Alloy');
  });

  verifies(['Read-ServiceState'], 'is stopped before it was started', async () => {
    expect(await state()).toBe('Stopped');
  });

  verifies(['Start-ServiceRecord', 'Read-ServiceState'], 'runs after a start', async () => {
    expect(await bench.values('Start-ServiceRecord')).toEqual([]);
    await waitFor('Running');
    expect(await state()).toBe('Running');
  });

  verifies(['Start-ServiceRecord'], 'is not started twice: ERROR_SERVICE_ALREADY_RUNNING', async () => {
    await bench.values('Start-ServiceRecord');
    await waitFor('Running');
    expect(await bench.failure('Start-ServiceRecord')).toMatchObject({ number: 1056, code: 'conflict' });
  });

  verifies(['Stop-ServiceRecord', 'Read-ServiceState'], 'is stopped after a stop', async () => {
    await bench.values('Start-ServiceRecord');
    await waitFor('Running');
    expect(await bench.values('Stop-ServiceRecord')).toEqual([]);
    await waitFor('Stopped');
    expect(await state()).toBe('Stopped');
  });

  verifies(['Stop-ServiceRecord'], 'is not stopped while it does not run: ERROR_SERVICE_NOT_ACTIVE', async () => {
    expect(await bench.failure('Stop-ServiceRecord')).toMatchObject({ number: 1062 });
  });

  verifies(
    ['Read-ServiceState', 'Start-ServiceRecord', 'Stop-ServiceRecord'],
    'goes away when it is deleted: the adapters keep no handle',
    async () => {
      await bench.values('Start-ServiceRecord');
      await stateBecomes('Running');
      await bench.values('Stop-ServiceRecord');
      await stateBecomes('Stopped');
      await sc('delete', 'Alloy');
      expect(await isThere()).toBe(false);
    },
  );
});

describe('a service that takes its time', () => {
  beforeEach(() => create('demand', gate.commandLine));

  verifies(
    ['Start-ServiceRecord', 'Stop-ServiceRecord', 'Read-ServiceState'],
    'is seen on its way up and down, and neither adapter waits for it',
    async () => {
      gate.close();
      await bench.values('Start-ServiceRecord');
      await stateBecomes('StartPending');
      gate.open();
      await stateBecomes('Running');
      gate.close();
      await bench.values('Stop-ServiceRecord');
      expect(await state()).toBe('StopPending');
      gate.open();
      await stateBecomes('Stopped');
    },
  );
});

describe('a service that cannot be started', () => {
  verifies(['Start-ServiceRecord'], 'because it is disabled: ERROR_SERVICE_DISABLED', async () => {
    await create('disabled');
    expect(await bench.failure('Start-ServiceRecord')).toMatchObject({ number: 1058, code: 'unsupported' });
  });

  verifies(['Start-ServiceRecord'], 'because its program is missing: ERROR_FILE_NOT_FOUND', async () => {
    await create('demand', 'C:\\no-such-program.exe');
    expect(await bench.failure('Start-ServiceRecord')).toMatchObject({ number: 2, code: 'not-found' });
  });
});

// Wine's sc.exe says yes to recovery and keeps nothing of it: what the adapters ask for is judged, not what comes of it.
// https://learn.microsoft.com/windows-server/administration/windows-commands/sc-failure
describe('the program that sets the recovery', () => {
  const original = `${serviceControl}.original`;
  /** Wine takes its own program where another lies in its place, unless it is told otherwise. */
  const wineTakes = (order: string): Promise<unknown> =>
    bench.arrange(
      `param($order)
      $key = [Microsoft.Win32.Registry]::CurrentUser.CreateSubKey('Software\\Wine\\DllOverrides')
      if ($order -eq '') { $key.DeleteValue('sc.exe') } else { $key.SetValue('sc.exe', $order) }
      $key.Dispose()`,
      order,
    );

  beforeEach(async () => {
    copyFileSync(serviceControl, original);
    // Never written over: the file is shared with the set-up that this run is a copy of.
    rmSync(serviceControl);
    copyFileSync(argumentsProgram.file, serviceControl);
    await wineTakes('native');
  });
  afterEach(async () => {
    await wineTakes('');
    rmSync(serviceControl);
    copyFileSync(original, serviceControl);
    rmSync(original);
  });
  const told = (): string[] => readFileSync(realPath('C:\\arguments.txt'), 'utf8').trimEnd().split('\n');

  it('is asked for actions as its manual says, and its exit code is the answer', async () => {
    const Actions = 'restart/60000/restart/120000//0';
    expect(await bench.value('Send-ServiceRecovery', { ResetSeconds: 86_400, Actions })).toBe(6);
    expect(told()).toEqual(['failure', 'Alloy', 'reset=', '86400', 'actions=', Actions].map((text) => `[${text}]`));
  });

  it('is given an empty list of actions as an argument of its own', async () => {
    const Actions = await bench.value('Get-EmptyArgument');
    expect(await bench.value('Send-ServiceRecovery', { ResetSeconds: 0, Actions })).toBe(6);
    expect(told().slice(-2)).toEqual(['[actions=]', '[]']);
  });

  it('is asked to heed ends with an error code too', async () => {
    expect(await bench.value('Send-ServiceRecoveryFlag', { Flag: 1 })).toBe(3);
    expect(told()).toEqual(['[failureflag]', '[Alloy]', '[1]']);
  });
});
