/** What the demo computer promises beyond the contract's suites: many at once, copies of the app, holders that died. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { DemoMachine } from '../../../electron/machine-demo/demo-machine';
import { defaultConfigPath } from '../../../electron/machine-demo/demo-paths';
import { isProcessAlive } from '../../../electron/machine-demo/process-observation';
import { aDemo, endedProcessId, makeDemo } from '../../contract/demo-under-test';
import { bytes, eventually, never, text } from '../../contract/harness';

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

async function demo(start: 'installed' | 'absent'): Promise<DemoMachine> {
  const under = await makeDemo(start);
  undo.push(() => under.cleanup());
  return under.machine as DemoMachine;
}

/** The same computer as another copy of the app has it. */
async function copyOf({ paths }: DemoMachine): Promise<DemoMachine> {
  const copy = await aDemo({ folder: paths.folder });
  undo.push(() => copy.close());
  return copy;
}

async function alloyProcessId({ processes }: DemoMachine): Promise<number> {
  const found = await eventually(
    () => processes.alloy(),
    (answer) => answer.ok && answer.value !== undefined,
  );
  return found.ok ? (found.value?.processId ?? 0) : 0;
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const isOk = ({ ok }: { readonly ok: boolean }): boolean => ok;

describe('the lock of a demo computer', () => {
  const leaveBehind = ({ paths }: DemoMachine): void =>
    writeFileSync(paths.lock, JSON.stringify({ processId: endedProcessId(), purpose: 'apply', token: 'of the dead' }));

  it('is refused to another copy of the app', async () => {
    const machine = await demo('absent');
    const copy = await copyOf(machine);
    expect(await machine.lock.acquire('apply')).toMatchObject({ ok: true });
    expect(await copy.lock.acquire('another')).toMatchObject({
      ok: false,
      failure: { code: 'busy', reason: 'machine-lock-held', params: { holder: 'apply' } },
    });
  });

  it('is held whatever its purpose is called', async () => {
    const { lock } = await demo('absent');
    await lock.acquire('ä"\\\n'.repeat(5_000));
    expect(await lock.acquire('another')).toMatchObject({ ok: false, failure: { code: 'busy' } });
  });

  it('is taken over from a holder that died', async () => {
    const machine = await demo('absent');
    leaveBehind(machine);
    expect(await machine.lock.acquire('apply')).toMatchObject({ ok: true });
  });

  it('is taken over when its file is damaged', async () => {
    const machine = await demo('absent');
    writeFileSync(machine.paths.lock, '{"processId":');
    expect(await machine.lock.acquire('apply')).toMatchObject({ ok: true });
  });

  it('is had by exactly one of many who take it over at once', async () => {
    const machine = await demo('absent');
    const copy = await copyOf(machine);
    leaveBehind(machine);
    const takers = Array.from({ length: 12 }, (_, n) => (n % 2 ? machine : copy).lock.acquire(`${n}`));
    expect((await Promise.all(takers)).filter(isOk)).toHaveLength(1);
    expect(await machine.lock.acquire('late')).toMatchObject({ ok: false, failure: { code: 'busy' } });
  });
});

describe('the configuration of a demo computer', () => {
  const former = 'logging { }\n';
  const at = ({ paths }: DemoMachine): string => paths.real(defaultConfigPath);

  it('lets exactly one of several writes of the same moment win', async () => {
    const machine = await demo('installed');
    writeFileSync(at(machine), former);
    const texts = Array.from({ length: 6 }, (_, n) => `${former}// ${n}\n`);
    const answers = await Promise.all(texts.map((content) => machine.configFile.replace(content, sha256(former))));
    expect(answers.filter(isOk)).toHaveLength(1);
    expect(readFileSync(at(machine), 'utf8')).toBe(texts[answers.findIndex(isOk)]);
  });

  it('lets exactly one of several first writes win, from whichever copy of the app', async () => {
    const machine = await demo('absent');
    const copy = await copyOf(machine);
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((content, n) => (n % 2 ? machine : copy).configFile.replace(content, 'absent')),
    );
    expect(answers.filter(isOk)).toHaveLength(1);
  });

  it('takes bytes back that are no text', async () => {
    const machine = await demo('installed');
    const original = Buffer.from('\uFEFFlogging { }', 'utf16le');
    writeFileSync(at(machine), former);
    expect(await machine.configFile.restore(original, sha256(former))).toMatchObject({
      ok: true,
      value: { state: 'unreadable-text', sha256: sha256(original) },
    });
    expect(readFileSync(at(machine))).toEqual(original);
  });

  it('is gone when it was gone before', async () => {
    const { configFile } = await demo('absent');
    expect(await configFile.remove('absent')).toMatchObject({ ok: true, value: { state: 'absent' } });
  });
});

describe('the protected folders of a demo computer', () => {
  it('hold one of the texts whole after several writes of the same moment', async () => {
    const { folders } = await demo('absent');
    const texts = ['a', 'b', 'c'].map((letter) => letter.repeat(100_000));
    await Promise.all(texts.map((content) => folders.write('journal', 'a.json', bytes(content))));
    const back = await folders.read('journal', 'a.json');
    expect(texts).toContain(back.ok && text(back.value));
    const listed = await folders.list('journal');
    expect(listed.ok && listed.value.map(({ name }) => name)).toEqual(['a.json']);
  });
});

describe('the service of a demo computer', () => {
  it('names a process of its own while it runs, and none when it is stopped', async () => {
    const { service } = await demo('installed');
    const started = await service.start(never());
    expect(started.ok && started.value.processId).toBeGreaterThan(0);
    const stopped = await service.stop(never());
    expect(stopped.ok && stopped.value.processId).toBeUndefined();
  });

  it('is not started by a start that was given up before it began', async () => {
    const { service } = await demo('installed');
    expect(await service.start(AbortSignal.abort())).toMatchObject({
      ok: false,
      failure: { code: 'cancelled', reason: 'operation-cancelled' },
    });
    expect(await service.status()).toMatchObject({ ok: true, value: { state: 'stopped' } });
  });

  it('is one service to every copy of the app', async () => {
    const machine = await demo('installed');
    const copy = await copyOf(machine);
    await machine.service.start(never());
    expect(await copy.service.status()).toEqual(await machine.service.status());
    expect(await copy.service.stop(never())).toMatchObject({ ok: true, value: { state: 'stopped' } });
    expect(await machine.service.status()).toMatchObject({ ok: true, value: { state: 'stopped' } });
  });

  it('runs once when two copies of the app start it at the same moment', async () => {
    const machine = await demo('installed');
    const copy = await copyOf(machine);
    const answers = await Promise.all([machine.service.start(never()), copy.service.start(never())]);
    for (const answer of answers) expect(answer).toMatchObject({ ok: true, value: { state: 'running' } });
    const processId = await alloyProcessId(machine);
    await machine.service.stop(never());
    expect(await isProcessAlive(processId)).toBe(false);
  });

  it('owns the port of its server', async () => {
    const machine = await demo('installed');
    await machine.service.start(never());
    const settings = await machine.service.settings();
    const port = settings.ok ? settings.value.listenAddress.port : 0;
    const owner = await eventually(
      () => machine.processes.portOwner(port),
      (answer) => answer.ok && answer.value !== undefined,
    );
    expect(owner.ok && owner.value?.processId).toBe(await alloyProcessId(machine));
  });

  it('gives no more lines of its log than it is asked for', async () => {
    const { log, service } = await demo('installed');
    await service.start(never());
    await eventually(
      () => log.tail(10),
      (answer) => answer.ok && answer.value.length === 3,
    );
    expect(await log.tail(1)).toEqual({ ok: true, value: ['level=info msg="three"'] });
    expect(await log.tail(0)).toEqual({ ok: true, value: [] });
  });
});
