import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { DemoMachine } from '../../../electron/machine-demo/demo-machine';
import { defaultConfigPath } from '../../../electron/machine-demo/demo-paths';
import { livingHost } from '../../../electron/machine-demo/host-claim';
import { realTimings, type HostSettings } from '../../../electron/machine-demo/host-settings';
import { MachineRecord } from '../../../electron/machine-demo/machine-record';
import { bootIdentity, isProcessAlive } from '../../../electron/machine-demo/process-observation';
import { aDemo, endedProcessId, serviceHost, standIn } from '../../contract/demo-under-test';
import { eventually, never } from '../../contract/harness';

const made: DemoMachine[] = [];
afterEach(async () => {
  for (const machine of made.splice(0)) {
    if (existsSync(machine.paths.folder)) await machine.destroy();
    else machine.close();
  }
});

async function demo(options: Parameters<typeof aDemo>[0] = {}): Promise<DemoMachine> {
  const machine = await aDemo(options);
  made.push(machine);
  return machine;
}

const stubborn = { ...standIn, lastArgs: ['--stubborn'] };

/** A program of one line of JavaScript in Alloy's place; it sees the service's arguments. */
const program = (source: string) => ({ file: process.execPath, args: ['-e', source, '--'] });

async function alloyProcessId({ processes }: DemoMachine): Promise<number> {
  const found = await eventually(
    () => processes.alloy(),
    (answer) => answer.ok && answer.value !== undefined,
  );
  return found.ok ? (found.value?.processId ?? 0) : 0;
}

/** The stand-in has said its lines: it heeds signals, and needs nobody who reads. */
async function standInIsUp(machine: DemoMachine): Promise<void> {
  await eventually(
    () => machine.log.tail(1),
    (tail) => tail.ok && tail.value[0] === 'level=info msg="three"',
  );
}

async function hostProcessId(machine: DemoMachine): Promise<number> {
  return (await livingHost(machine.paths)) ?? 0;
}

const gone = (processId: number): Promise<boolean> =>
  eventually(
    () => isProcessAlive(processId),
    (isAlive) => !isAlive,
  );

const stopped = (machine: DemoMachine) =>
  eventually(
    () => machine.service.status(),
    (answer) => answer.ok && answer.value.state === 'stopped',
  );

const recordOf = ({ paths }: DemoMachine) => MachineRecord.parse(JSON.parse(readFileSync(paths.record, 'utf8')));

/** Changes what the service manager knows of the service, while no host lives. */
function changeService({ paths }: DemoMachine, change: Partial<NonNullable<MachineRecord['service']>>): void {
  const record = MachineRecord.parse(JSON.parse(readFileSync(paths.record, 'utf8')));
  writeFileSync(paths.record, JSON.stringify({ ...record, service: { ...record.service, ...change } }));
}

describe('a service host', () => {
  it('lives on when the app that started it ends, and obeys the next one', async () => {
    const machine = await demo();
    await machine.service.stop(never());
    const settings: HostSettings = {
      folder: machine.paths.folder,
      alloy: standIn,
      timings: { ...realTimings, stopLimitMs: 5_000 },
    };
    const app = path.join(import.meta.dirname, 'app-that-ends.mjs');
    const ended = spawnSync(process.execPath, [app, serviceHost.file, ...serviceHost.args, JSON.stringify(settings)]);
    expect(ended.status).toBe(0);
    const processId = await alloyProcessId(machine);
    expect(await machine.service.status()).toMatchObject({ ok: true, value: { state: 'running' } });
    expect(await machine.service.stop(never())).toMatchObject({ ok: true, value: { state: 'stopped' } });
    expect(await isProcessAlive(processId)).toBe(false);
  });

  it('makes way for the one that lives', async () => {
    const machine = await demo();
    const host = await hostProcessId(machine);
    const settings: HostSettings = { folder: machine.paths.folder, alloy: standIn, timings: realTimings };
    const second = spawnSync(serviceHost.file, [...serviceHost.args, JSON.stringify(settings)]);
    expect(second.status).toBe(0);
    expect(await hostProcessId(machine)).toBe(host);
  });

  it('does not obey what was asked of another one', async () => {
    const machine = await demo({ timings: { restartDelaysMs: [300] } });
    const before = await alloyProcessId(machine);
    writeFileSync(machine.paths.stopRequest, String(endedProcessId()));
    process.kill(before, 'SIGKILL');
    // Only a host that looked several times and went on starts it again.
    await eventually(
      () => machine.processes.alloy(),
      (answer) => answer.ok && answer.value !== undefined && answer.value.processId !== before,
    );
    expect(await machine.service.stop(never())).toMatchObject({ ok: true, value: { state: 'stopped' } });
    expect(existsSync(machine.paths.stopRequest)).toBe(false);
  });

  it('takes over the claim of one that was killed', async () => {
    const machine = await demo();
    await machine.service.stop(never());
    writeFileSync(machine.paths.hostClaim, JSON.stringify({ processId: endedProcessId() }));
    expect(await machine.service.start(never())).toMatchObject({ ok: true, value: { state: 'running' } });
  });

  it('refuses settings that it does not understand', () => {
    expect(spawnSync(serviceHost.file, [...serviceHost.args, '{"folder":"x"}']).status).toBe(64);
  });

  it('keeps Alloy’s output in the log, and no more of it than twice its bound', async () => {
    const noisy = program(
      "for (let n = 0; n < 500; n++) console.log('line ' + n + 'x'.repeat(100)); setInterval(() => {}, 1e3)",
    );
    const machine = await demo({ alloy: noisy, timings: { logLimitBytes: 10_000 } });
    const tail = await eventually(
      () => machine.log.tail(1),
      (answer) => answer.ok && answer.value[0]?.startsWith('line 499') === true,
    );
    expect(tail.ok).toBe(true);
    // A piece of output is at most what a pipe holds.
    const sizes = [machine.paths.log, machine.paths.previousLog].map(
      (file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0,
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10_000 + 65_536);
  });

  it('gives Alloy the files, the folder and the environment of the computer', async () => {
    const curious = program(
      'console.log(JSON.stringify([process.argv.slice(1), process.cwd(), process.env.FLAVOUR, process.env.DEMO_ALLOY_CONFIG_PATH])); setInterval(() => {}, 1e3)',
    );
    const machine = await demo({ alloy: curious });
    await machine.service.stop(never());
    rmSync(machine.paths.log, { force: true });
    changeService(machine, { environment: ['flavour=sweet', 'FLAVOUR=sour'] });
    await machine.service.start(never());
    await eventually(
      async () => existsSync(machine.paths.log) && readFileSync(machine.paths.log, 'utf8').endsWith('\n'),
      Boolean,
    );
    const real = (windows: string): string => machine.paths.real(windows);
    expect(JSON.parse(readFileSync(machine.paths.log, 'utf8'))).toEqual([
      ['run', real(defaultConfigPath), `--storage.path=${real('C:\\ProgramData\\GrafanaLabs\\Alloy\\data')}`],
      real('C:\\Program Files\\GrafanaLabs\\Alloy'),
      'sour',
      defaultConfigPath,
    ]);
  });
});

describe('the end of Alloy', () => {
  it.skipIf(process.platform === 'win32')('comes after the limit when it does not end as it is asked to', async () => {
    const machine = await demo({ alloy: stubborn, timings: { stopLimitMs: 200 } });
    const processId = await alloyProcessId(machine);
    expect(await machine.service.stop(never())).toMatchObject({ ok: true, value: { state: 'stopped' } });
    expect(await isProcessAlive(processId)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')(
    'is shown as stopping while it takes its time, and goes on when the wait is given up',
    async () => {
      // It takes the time that the test gives it.
      const machine = await demo({ alloy: stubborn, timings: { stopLimitMs: 600_000 } });
      const processId = await alloyProcessId(machine);
      await eventually(
        () => machine.log.tail(5),
        (answer) => answer.ok && answer.value.length === 3,
      );
      const abort = new AbortController();
      const stop = machine.service.stop(abort.signal);
      const stopping = await eventually(
        () => machine.service.status(),
        (answer) => answer.ok && answer.value.state === 'stopping',
      );
      expect(stopping.ok && stopping.value.processId).toBeGreaterThan(0);
      abort.abort();
      expect(await stop).toMatchObject({ ok: false, failure: { code: 'cancelled', reason: 'operation-cancelled' } });
      process.kill(processId, 'SIGKILL');
      expect(await stopped(machine)).toMatchObject({ ok: true });
      // A stop, and not a crash that a start would follow.
      expect(recordOf(machine).service).toMatchObject({ state: 'stopped', ends: [] });
    },
  );

  it('is recorded with its exit code and the time of the next attempt', async () => {
    const machine = await demo({ alloy: program('process.exit(1)') });
    expect(await stopped(machine)).toMatchObject({ ok: true, value: { exitCode: 1 } });
    const { service } = recordOf(machine);
    expect(service?.ends).toMatchObject([{ exitCode: 1 }]);
    expect((service?.restartAtMs ?? 0) - (service?.sinceMs ?? 0)).toBe(60_000);
    expect(service?.alloyProcessId).toBeUndefined();
  });

  it('is answered after 60 s, then after 300 s, as the installer registers it', async () => {
    const machine = await demo({ alloy: program('process.exit(1)'), timings: { restartDelaysMs: [1, 300_000] } });
    await eventually(
      async () => recordOf(machine).service?.ends.length,
      (count) => count === 2,
    );
    const { service } = recordOf(machine);
    expect((service?.restartAtMs ?? 0) - (service?.sinceMs ?? 0)).toBe(300_000);
  });

  it('is not answered any more once the service was stopped', async () => {
    const machine = await demo({ alloy: program('process.exit(1)') });
    await stopped(machine);
    const host = await hostProcessId(machine);
    const status = await machine.service.stop(never());
    expect(status).toMatchObject({ ok: true, value: { state: 'stopped' } });
    expect(status.ok && status.value.exitCode).toBeUndefined();
    expect(recordOf(machine).service?.restartAtMs).toBeUndefined();
    await gone(host);
  });

  it.skipIf(process.platform === 'win32')('is noticed however soon it comes', async () => {
    const machine = await demo({ alloy: { file: '/bin/false', args: [] }, timings: { restartDelaysMs: [1] } });
    await eventually(
      async () => recordOf(machine).service?.ends.length ?? 0,
      (count) => count >= 10,
    );
    await machine.service.stop(never());
    expect(recordOf(machine).service).toMatchObject({ state: 'stopped' });
  });

  it('is its beginning where there is no such program, which the log tells', async () => {
    const machine = await demo({ alloy: { file: path.join(import.meta.dirname, 'no-such-program'), args: [] } });
    expect(await stopped(machine)).toMatchObject({ ok: true, value: { exitCode: -1 } });
    const tail = await machine.log.tail(1);
    expect(tail.ok && tail.value[0]).toMatch(/^Error: .*ENOENT/);
  });
});

describe('a service host that comes to harm', () => {
  // Elsewhere nothing tells the Alloy that was left from a later process with its id.
  it.runIf(process.platform === 'linux')(
    'leaves a computer that says stopped, and whose next start ends the Alloy that was left',
    async () => {
      const machine = await demo();
      const left = await alloyProcessId(machine);
      await standInIsUp(machine);
      process.kill(await hostProcessId(machine), 'SIGKILL');
      const status = await stopped(machine);
      expect(status.ok && [status.value.processId, status.value.sinceMs]).toEqual([undefined, undefined]);
      expect(await isProcessAlive(left)).toBe(true);
      expect(await machine.service.start(never())).toMatchObject({ ok: true, value: { state: 'running' } });
      expect(await isProcessAlive(left)).toBe(false);
      expect(await alloyProcessId(machine)).not.toBe(left);
    },
  );

  it('leaves a process alone that may be a later one with the same id', async () => {
    const machine = await demo();
    await machine.service.stop(never());
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e3)'], { stdio: 'ignore' });
    const processId = stranger.pid ?? 0;
    try {
      for (const alloyIdentity of [bootIdentity(), undefined]) {
        changeService(machine, { alloyProcessId: processId, alloyIdentity });
        expect(await machine.service.stop(never())).toMatchObject({ ok: true, value: { state: 'stopped' } });
        expect(await isProcessAlive(processId)).toBe(true);
      }
    } finally {
      stranger.kill('SIGKILL');
    }
  });

  it.skipIf(process.platform === 'win32')(
    'takes Alloy with it when the laptop is shut down, and it is started again with the computer',
    async () => {
      const machine = await demo();
      const before = await alloyProcessId(machine);
      await standInIsUp(machine);
      const host = await hostProcessId(machine);
      machine.close();
      process.kill(host, 'SIGTERM');
      await gone(before);
      await gone(host);
      expect(recordOf(machine).service).toMatchObject({ state: 'running' });
      expect(Object.keys(recordOf(machine).service ?? {}).filter((name) => /process|identity/i.test(name))).toEqual([]);
      const again = await demo({ folder: machine.paths.folder });
      expect(await again.service.status()).toMatchObject({ ok: true, value: { state: 'running' } });
    },
  );

  it('is a failure at once where it cannot even begin', async () => {
    const machine = await demo();
    await machine.service.stop(never());
    const broken = await demo({
      folder: machine.paths.folder,
      programs: { serviceHost: program('process.exit(1)'), alloy: standIn },
    });
    expect(await broken.service.start(never())).toMatchObject({
      ok: false,
      failure: { code: 'unexpected', reason: 'service-refused' },
    });
  });

  it('is a failure where there is no such program', async () => {
    const machine = await demo();
    await machine.service.stop(never());
    const launcher = {
      outlivesApp: true,
      start: () => Promise.reject(new Error('no such program')),
    };
    const broken = await demo({ folder: machine.paths.folder, launcher });
    expect(await broken.service.start(never())).toMatchObject({ ok: false, failure: { reason: 'service-refused' } });
  });
});

describe('a service as its record says', () => {
  it('is not started when it is disabled', async () => {
    const machine = await demo();
    await machine.service.stop(never());
    changeService(machine, { startType: 'disabled' });
    expect(await machine.service.start(never())).toMatchObject({ ok: false, failure: { reason: 'service-refused' } });
  });

  it('is not started with the computer when that is left to a person', async () => {
    const machine = await demo();
    const processId = await alloyProcessId(machine);
    await machine.service.stop(never());
    changeService(machine, { startType: 'manual', state: 'running', hostProcessId: processId });
    const again = await demo({ folder: machine.paths.folder });
    expect(await again.service.status()).toMatchObject({ ok: true, value: { state: 'stopped', startType: 'manual' } });
  });

  it('may name a folder as its configuration', async () => {
    const machine = await demo();
    await machine.service.stop(never());
    changeService(machine, { arguments: ['run', 'D:\\alloy'] });
    mkdirSync(machine.paths.real('D:\\alloy'), { recursive: true });
    expect(await machine.configFile.read()).toEqual({ ok: true, value: { state: 'directory', path: 'D:\\alloy' } });
  });
});
