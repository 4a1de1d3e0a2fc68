import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { environmentOf, realArguments } from '../../../electron/machine-demo/alloy-command';
import type { DemoMachine } from '../../../electron/machine-demo/demo-machine';
import { defaultConfigPath, DemoPaths } from '../../../electron/machine-demo/demo-paths';
import { livingHost } from '../../../electron/machine-demo/host-claim';
import { isProcessAlive } from '../../../electron/machine-demo/process-observation';
import { aDemo } from '../../contract/demo-under-test';
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

async function alloyProcessId({ processes }: DemoMachine): Promise<number> {
  const found = await eventually(
    () => processes.alloy(),
    (answer) => answer.ok && answer.value !== undefined,
  );
  return found.ok ? (found.value?.processId ?? 0) : 0;
}

describe('a service whose arguments leave it unclear which file Alloy reads', () => {
  it('gives nobody a file to write', async () => {
    const machine = await demo({ start: 'running' });
    await machine.service.stop(never());
    const record = JSON.parse(readFileSync(machine.paths.record, 'utf8')) as { service: { arguments: string[] } };
    record.service.arguments.push('C:\\other.alloy');
    writeFileSync(machine.paths.record, JSON.stringify(record));
    const unclear = { ok: false, failure: { reason: 'service-arguments-unclear' } };
    expect([
      await machine.service.settings(),
      await machine.configFile.read(),
      await machine.configFile.replace('', 'absent'),
    ]).toMatchObject([unclear, unclear, unclear]);
    expect(existsSync(machine.paths.real('C:\\other.alloy'))).toBe(false);
  });
});

describe('the named starts', () => {
  it('running: Alloy with the installer’s file, started', async () => {
    const machine = await demo({ start: 'running' });
    expect(await machine.service.status()).toMatchObject({
      ok: true,
      value: { state: 'running', startType: 'automatic-delayed' },
    });
    expect(await machine.configFile.read()).toMatchObject({
      ok: true,
      value: { text: 'logging {\n\tlevel = "info"\n}\n' },
    });
  });

  it('fresh: nothing installed, and nothing runs', async () => {
    const machine = await demo({ start: 'fresh' });
    expect(await machine.service.status()).toMatchObject({ ok: true, value: { state: 'absent' } });
    expect(await machine.facts.alloy()).toMatchObject({ ok: true, value: { installed: false } });
    expect(await livingHost(machine.paths)).toBeUndefined();
  });
});

describe('a demo computer', () => {
  it('goes on when the app ends, and the next app finds it as it is', async () => {
    const first = await demo();
    const processId = await alloyProcessId(first);
    first.close();
    const second = await demo({ folder: first.paths.folder });
    expect(await alloyProcessId(second)).toBe(processId);
    expect(await second.service.stop(never())).toMatchObject({ ok: true, value: { state: 'stopped' } });
  });

  it('is opened as it is, whatever start is asked for', async () => {
    const first = await demo({ start: 'fresh' });
    const second = await demo({ start: 'running', folder: first.paths.folder });
    expect(await second.service.status()).toMatchObject({ ok: true, value: { state: 'absent' } });
  });

  it('goes off, Alloy with it, when nobody renews its lease', async () => {
    const machine = await demo();
    const processId = await alloyProcessId(machine);
    machine.close();
    const longAgo = Date.now() / 1_000 - 120;
    utimesSync(machine.paths.lease, longAgo, longAgo);
    await eventually(
      () => isProcessAlive(processId),
      (isAlive) => !isAlive,
    );
    await eventually(
      () => livingHost(machine.paths),
      (host) => host === undefined,
    );
  });

  it('starts its automatic service when it is opened after it went off', async () => {
    const machine = await demo();
    const before = await alloyProcessId(machine);
    machine.close();
    const longAgo = Date.now() / 1_000 - 120;
    utimesSync(machine.paths.lease, longAgo, longAgo);
    await eventually(
      () => livingHost(machine.paths),
      (host) => host === undefined,
    );
    const again = await demo({ folder: machine.paths.folder });
    expect(await again.service.status()).toMatchObject({ ok: true, value: { state: 'running' } });
    expect(await alloyProcessId(again)).not.toBe(before);
  });

  it('does not start a service that was stopped when it is opened again', async () => {
    const machine = await demo();
    await machine.service.stop(never());
    machine.close();
    const again = await demo({ folder: machine.paths.folder });
    expect(await again.service.status()).toMatchObject({ ok: true, value: { state: 'stopped' } });
  });

  it('ends its Alloy when its folder is gone', async () => {
    const machine = await demo();
    const processId = await alloyProcessId(machine);
    rmSync(machine.paths.folder, { recursive: true, force: true });
    await eventually(
      () => isProcessAlive(processId),
      (isAlive) => !isAlive,
    );
  });

  it('starts Alloy again some time after a crash, as the service manager does', async () => {
    const machine = await demo({ timings: { restartDelaysMs: [300] } });
    const before = await alloyProcessId(machine);
    process.kill(before, 'SIGKILL');
    const found = await eventually(
      () => machine.processes.alloy(),
      (answer) => answer.ok && answer.value !== undefined && answer.value.processId !== before,
    );
    expect(found.ok).toBe(true);
    expect(await machine.service.status()).toMatchObject({ ok: true, value: { state: 'running' } });
  });

  it('reports running although Alloy ended at once, as the real wrapper does, and then stopped', async () => {
    const machine = await demo({ alloy: { file: process.execPath, args: ['-e', 'process.exit(3)', '--'] } });
    const status = await eventually(
      () => machine.service.status(),
      (answer) => answer.ok && answer.value.state === 'stopped',
    );
    expect(status).toMatchObject({ ok: true, value: { state: 'stopped', exitCode: 3 } });
  });

  it('keeps its record for its owner alone', async () => {
    const machine = await demo({ start: 'fresh' });
    expect(statSync(machine.paths.record).mode & 0o077).toBe(0);
  });

  it('leaves a broken record as it is and says so', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'alloy-desk-demo-'));
    writeFileSync(path.join(folder, 'machine.json'), '{"format": 1');
    const machine = await demo({ folder });
    const refused = { ok: false, failure: { code: 'unexpected', reason: 'machine-record-unreadable' } };
    expect(await machine.service.status()).toMatchObject(refused);
    expect(await machine.configFile.replace('x', 'absent')).toMatchObject(refused);
    expect(readFileSync(path.join(folder, 'machine.json'), 'utf8')).toBe('{"format": 1');
    rmSync(folder, { recursive: true });
  });
});

describe('the folder of a demo computer', () => {
  it('is not made among the things of somebody else, and nothing of theirs is touched', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'alloy-desk-demo-'));
    writeFileSync(path.join(folder, 'letter.txt'), 'dear all');
    await expect(aDemo({ folder })).rejects.toThrow('letter.txt');
    expect(readdirSync(folder)).toEqual(['letter.txt']);
    rmSync(folder, { recursive: true });
  });

  it('is not made again by the lease after it was removed', async () => {
    const ticks: (() => void)[] = [];
    const machine = await demo({
      start: 'fresh',
      scheduler: { every: (_ms, task) => (ticks.push(task), () => ticks.pop()) },
    });
    rmSync(machine.paths.folder, { recursive: true });
    for (const tick of ticks) tick();
    expect(existsSync(machine.paths.folder)).toBe(false);
  });

  it('has a lease that is renewed until the machine is closed', async () => {
    const ticks: (() => void)[] = [];
    const machine = await demo({
      start: 'fresh',
      scheduler: { every: (_ms, task) => (ticks.push(task), () => ticks.pop()) },
    });
    utimesSync(machine.paths.lease, 1, 1);
    for (const tick of ticks) tick();
    expect(statSync(machine.paths.lease).mtimeMs).toBeGreaterThan(1_000);
    machine.close();
    expect(ticks).toEqual([]);
  });
});

describe('the log of a demo computer', () => {
  it('names the files of the computer, not those of its folder', async () => {
    const machine = await demo();
    await machine.service.stop(never());
    writeFileSync(machine.paths.log, `Error: ${machine.paths.real(defaultConfigPath)}:2:10: oh\n\nlast`);
    expect(await machine.log.tail(10)).toEqual({
      ok: true,
      value: [`Error: ${defaultConfigPath}:2:10: oh`, '', 'last'],
    });
  });

  it('goes on where it moved aside', async () => {
    const machine = await demo({ start: 'fresh' });
    writeFileSync(machine.paths.previousLog, 'one\r\ntwo\r\n');
    writeFileSync(machine.paths.log, 'three\n');
    expect(await machine.log.tail(2)).toEqual({ ok: true, value: ['two', 'three'] });
  });
});

describe('failures on request', () => {
  it('end a call that hangs at once when it was cancelled before', async () => {
    const machine = await demo({ start: 'fresh' });
    machine.failures.once('service.stop', 'hang');
    expect(await machine.service.stop(AbortSignal.abort())).toMatchObject({
      ok: false,
      failure: { code: 'cancelled' },
    });
  });

  it('happen once, or until they are cleared', async () => {
    const machine = await demo({ start: 'fresh' });
    const failure = { code: 'access-denied', reason: 'config-unwritable' } as const;
    machine.failures.once('configFile.read', failure);
    expect(await machine.configFile.read()).toEqual({ ok: false, failure });
    expect(await machine.configFile.read()).toMatchObject({ ok: true });
    machine.failures.always('folders.list', failure);
    expect([(await machine.folders.list('journal')).ok, (await machine.folders.list('journal')).ok]).toEqual([
      false,
      false,
    ]);
    machine.failures.clear();
    expect(await machine.folders.list('journal')).toMatchObject({ ok: true });
  });

  it('may be a call that hangs until it is cancelled', async () => {
    const machine = await demo({ start: 'fresh' });
    const abort = new AbortController();
    machine.failures.once('service.start', 'hang');
    const hung = machine.service.start(abort.signal);
    abort.abort();
    expect(await hung).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });
});

describe('the paths of a demo computer', () => {
  const paths = new DemoPaths('/demo');

  it.each([
    [defaultConfigPath, '/demo/C/Program Files/GrafanaLabs/Alloy/config.alloy'],
    ['c:/ProgramData/x', '/demo/C/ProgramData/x'],
    ['D:\\a', '/demo/D/a'],
    ['\\\\server\\share\\a', '/demo/UNC/server/share/a'],
    ['C:\\a\\..\\..\\..\\etc\\passwd', '/demo/C/etc/passwd'],
    ['..\\..\\..\\..\\..\\x', '/demo/C/x'],
    ['\\\\?\\C:\\a', '/demo/C/a'],
    ['relative.alloy', '/demo/C/Program Files/GrafanaLabs/Alloy/relative.alloy'],
    ['\\\\?\\UNC\\server\\share\\a', '/demo/UNC/server/share/a'],
    ['\\\\..\\..\\a', '/demo/UNC/a'],
    ['\\\\.\\C:\\..\\..\\a', '/demo/C/a'],
    ['\\etc\\passwd', '/demo/C/etc/passwd'],
    ['/etc/passwd', '/demo/C/etc/passwd'],
    ['C:\\Benutzer\\Jürgen & Söhne\\日本\\x', '/demo/C/Benutzer/Jürgen & Söhne/日本/x'],
    ['C:', '/demo/C/Program Files/GrafanaLabs/Alloy'],
  ])('%s lies in its folder', (windows, real) => {
    expect(paths.real(windows)).toBe(real);
  });

  it('never lead out of the folder', () => {
    const pieces = ['..', '.', 'C:', '\\\\', '/', '\\', '?', 'a', ' ', '\\\\?\\', 'UNC', '~', '%TEMP%', 'COM1'];
    for (let seed = 0; seed < 5_000; seed++) {
      const windows = Array.from(
        { length: 6 },
        (_, n) => pieces[Math.floor(seed / 7 ** n + n * seed) % pieces.length],
      ).join('');
      expect(paths.real(windows).startsWith('/demo/'), windows).toBe(true);
    }
  });

  it('are put into the arguments of the program where the configuration has no drive', () => {
    expect(realArguments(['run', 'conf\\a.alloy', '--x=conf\\a'], paths, 'C:\\a\\alloy.exe')).toEqual([
      'run',
      '/demo/C/a/conf/a.alloy',
      '--x=conf\\a',
    ]);
  });

  it('are put into the arguments of the program, and nothing else is', () => {
    const args = [
      'run',
      'C:\\a\\config.alloy',
      '--storage.path=C:\\data',
      '--server.http.listen-addr=127.0.0.1:1',
      '--x=C',
    ];
    expect(realArguments(args, paths, 'C:\\a\\alloy.exe')).toEqual([
      'run',
      '/demo/C/a/config.alloy',
      '--storage.path=/demo/C/data',
      '--server.http.listen-addr=127.0.0.1:1',
      '--x=C',
    ]);
  });
});

describe('the environment of the service', () => {
  const environment = (lines: readonly string[]): Record<string, string> =>
    environmentOf(lines, new DemoPaths('/demo'));

  it('takes the later of two lines, and leaves out what is no line', () => {
    expect(environment(['A=1', 'B=x=y', 'A=2', '=C', 'D', 'E='])).toEqual({ A: '2', B: 'x=y', E: '' });
  });

  // Recorded of the real wrapper: `STUB_A=1`, `STUB_A=2`, `stub_a=3` reach the program as the last alone.
  it('knows no upper and lower case in names', () => {
    expect(environment(['STUB_A=1', 'stub_a=3'])).toEqual({ stub_a: '3' });
  });

  it('names files where they are', () => {
    expect(environment(['TLS=C:\\certs\\a.pem', 'PROXY=http://proxy:3128'])).toEqual({
      TLS: '/demo/C/certs/a.pem',
      PROXY: 'http://proxy:3128',
    });
  });
});
