/**
 * What real PowerShell costs: a status refresh through the warm shells beside one process for each query, process starts
 * and contacts with Windows for each action of a person, how soon a refused file is taken back and a cancel answered. Over the stub of Windows, so
 * that the contacts themselves cost next to nothing.
 */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpAlloyApi } from '../../electron/alloy-api/alloy-api';
import { applyConfiguration } from '../../electron/apply/apply-configuration';
import { applyLimits } from '../../electron/apply/apply-limits';
import { Journal } from '../../electron/apply/journal';
import { makeHandlers } from '../../electron/compose/handlers';
import { systemClock } from '../../electron/compose/system-clock';
import type { Operations } from '../../electron/machine-windows/operation-caller';
import type { OperationName } from '../../electron/machine-windows/operations';
import { guardProgram } from '../../electron/machine-windows/program-guard';
import type { Machine } from '../../electron/machine/machine';
import { PowerShellHost } from '../../electron/machine-windows/powershell-host';
import { shellEnvironment } from '../../electron/machine-windows/shell-environment';
import { createWindowsMachine } from '../../electron/machine-windows/windows-machine';
import type { Handlers, OperationContext } from '../../shared/contract/contract';
import { ok, type Result } from '../../shared/contract/result';
import { bytes, eventually, never, type MachineUnderTest } from '../contract/harness';
import { StubComputer } from '../contract/stub-under-test';
import { startPrometheus, type RunningPrometheus } from '../e2e/harness/prometheus';
import { demoAlloy } from '../electron/compose/demo-alloy';
import { freePort } from '../free-port';
import { pwsh } from '../electron/machine-windows/pwsh';
import { aSetupValue } from '../shared/setup/setup-value';

const context: OperationContext = { signal: new AbortController().signal, report: () => undefined };
const row = (name: string, value: string): void => console.log(`${name.padEnd(44)} ${value}`);
const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
const ms = (time: number): string => `${Math.round(time)} ms`;

/** What a packaged app asks for: one file of each of its folders. */
const installed = ['Alloy Desk.exe', 'resources\\app.asar', 'resources\\AlloyMachine\\AlloyMachine.psd1'].map(
  (file) => `C:\\Program Files\\Alloy Desk\\${file}`,
);

describe.skipIf(pwsh === undefined)('PowerShell underneath', () => {
  let computer: StubComputer;
  let under: MachineUnderTest;
  let handlers: Handlers;
  let machine: Machine;
  let prometheus: RunningPrometheus;
  /** Calls since the last look, in order. */
  const called: OperationName[] = [];

  beforeAll(async () => {
    prometheus = await startPrometheus({ receiver: true });
    const lastArguments = [`--server.http.listen-addr=127.0.0.1:${await freePort()}`];
    computer = new StubComputer({ ...demoAlloy, lastArguments });
    under = await computer.make('installed');
    await under.putConfigBytes(bytes('logging {\n\tlevel = "info"\n}\n'));
    // Started by somebody else, with shells of their own: the shells that are measured are still to be started.
    const other = computer.another();
    await createWindowsMachine(other).service.start(never());
    await other.close();
    computer.arrange({}, { recordCalls: true });
    const operations: Operations = {
      call: (operation, args, signal) => {
        called.push(operation);
        return computer.operations.call(operation, args, signal);
      },
    };
    machine = createWindowsMachine(operations);
    handlers = makeHandlers({
      machine,
      clock: systemClock,
      versions: { version: '0', machine: 'windows', electron: '0', chromium: '0', node: '0' },
      runningChange: () => null,
      restart: async () => ok({ isRestarting: false }),
      guardProgram: guardProgram(operations, installed),
      openLink: async () => false,
    });
  });
  afterAll(async () => {
    await under.cleanup();
    await computer.close();
    await prometheus.stop();
  });

  /** Does one action and says what it cost. */
  async function measure<T>(name: string, act: () => Promise<Result<T>>): Promise<T> {
    const before = { look: computer.look.starts, change: computer.change.starts };
    const contacts = computer.recordedCalls().length;
    called.length = 0;
    const from = performance.now();
    const result = await act();
    const took = performance.now() - from;
    const starts = computer.look.starts - before.look + (computer.change.starts - before.change);
    const made = computer.recordedCalls().length - contacts;
    row(name, `${starts} starts, ${called.length} calls, ${made} contacts with Windows, ${ms(took)}`);
    if (!result.ok) throw new Error(`${name}: ${result.failure.reason} ${result.failure.detail ?? ''}`);
    return result.value;
  }

  it('what an action of a person costs', async () => {
    await measure('first status of a launch', () => handlers.machineStatus(undefined, context));
    await measure('who and where, first of its launch', () => handlers.appInfo(undefined, context));
    await eventually(
      () => handlers.machineStatus(undefined, context),
      (status) => status.ok && status.value.api.state === 'ready',
    );
    await measure('status refresh (goal: 0 starts)', () => handlers.machineStatus(undefined, context));
    await measure('open Set up', () => handlers.setupRead(undefined, context));
    const value = aSetupValue({ url: `${prometheus.url}/api/v1/write` });
    const planned = await measure('review the plan', () => handlers.setupPlan({ value }, context));
    const apply = () => handlers.setupApply({ value, planHash: planned.plan.hash }, context);
    await measure('apply, first of its launch (goal: 1 start)', apply);
    const plan = await handlers.servicePlan({ action: 'restart' }, context);
    const planHash = plan.ok ? plan.value.hash : '';
    await measure('restart the service', () => handlers.serviceControl({ action: 'restart', planHash }, context));
  });

  it('how soon a refused file is taken back', async () => {
    const before = await machine.configFile.read();
    const outcome = await applyConfiguration(
      {
        machine,
        clock: systemClock,
        alloyApi: (address) => new HttpAlloyApi(address),
        randomHex: () => '0a1b2c3d',
        limits: applyLimits,
      },
      {
        text: 'prometheus.exporter.windows "local" {\n\tenabled_collectors = ["smb_client"]\n}\n',
        expected: before.ok && before.value.state === 'file' ? before.value.sha256 : 'absent',
      },
      context,
    );
    expect(outcome).toMatchObject({ ok: true, value: { state: 'restored', why: 'refused' } });
    const record = await new Journal(machine.folders).newest();
    const steps = record.ok ? (record.value?.steps ?? []) : [];
    const at = (name: string): number => steps.find(({ step }) => step === name)?.atMs ?? Number.NaN;
    row('refused file taken back (goal 2,000 ms)', ms(at('restored') - at('refused')));
  });

  it('a status refresh beside one process for each query', async () => {
    await eventually(
      () => handlers.machineStatus(undefined, context),
      (status) => status.ok && status.value.api.state === 'ready',
    );
    const warm: number[] = [];
    for (let count = 0; count < 20; count += 1) {
      called.length = 0;
      const from = performance.now();
      await handlers.machineStatus(undefined, context);
      warm.push(performance.now() - from);
    }
    const queries = [...called];
    const cold: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      const from = performance.now();
      for (const operation of queries) await inAProcessOfItsOwn(operation);
      cold.push(performance.now() - from);
    }
    row('status refresh, warm shells', `${ms(median(warm))} (median of 20, ${queries.length} queries)`);
    row('status refresh, a process a query', `${ms(median(cold))} (median of 3)`);
  });

  it('how soon a cancel is answered', async () => {
    const host = hostOf({ modulePath: path.resolve('test/electron/machine-windows/fixtures/EchoMachine.psm1') });
    await host.call('Get-Echo', { Value: 'warm' }, { timeoutMs: 30_000 });
    const times: number[] = [];
    for (let count = 0; count < 20; count += 1) {
      const abort = new AbortController();
      const call = host.call('Get-Sleep', { Milliseconds: 60_000 }, { timeoutMs: 90_000, signal: abort.signal });
      await new Promise((resolve) => setTimeout(resolve, 100));
      const from = performance.now();
      abort.abort();
      expect(await call).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
      times.push(performance.now() - from);
    }
    await host.close();
    row('cancel answered', `${ms(median(times))} median, ${ms(Math.max(...times))} longest of 20 (goal 100 ms)`);
  });

  function hostOf({ modulePath, stub = false }: { modulePath: string; stub?: boolean }): PowerShellHost {
    return new PowerShellHost({
      executable: pwsh ?? '',
      serveScript: path.resolve('electron/machine-windows/AlloyMachine/serve.ps1'),
      modulePath,
      environment: { ...shellEnvironment(process.platform, process.env), ALLOY_STUB_ROOT: computer.root },
      platform: process.platform,
      verify: async () => ok(undefined),
      onNoise: () => undefined,
      ...(stub ? { adaptersPath: path.resolve('test/powershell/StubWindows') } : {}),
    });
  }

  async function inAProcessOfItsOwn(operation: OperationName): Promise<void> {
    const host = hostOf({
      modulePath: path.resolve('electron/machine-windows/AlloyMachine/AlloyMachine.psd1'),
      stub: true,
    });
    const Path = 'C:\\Program Files\\GrafanaLabs\\Alloy\\config.alloy';
    const args = operation === 'Get-ConfigurationFile' ? { Path, IncludeBytes: true } : {};
    await host.call(operation, operation === 'Get-ProtectedFolder' ? { Folder: 'journal' } : args, {
      timeoutMs: 30_000,
    });
    await host.close();
  }
});
