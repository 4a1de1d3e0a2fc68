import { beforeEach, describe, expect, it } from 'vitest';
import type { ApplyEnvironment } from '../../../electron/apply/apply-environment';
import { applyConfiguration } from '../../../electron/apply/apply-configuration';
import { decideChange } from '../../../electron/apply/decide';
import { sha256Of } from '../../../electron/apply/hashes';
import { Journal, type JournalRecord } from '../../../electron/apply/journal';
import type { ConfigFile } from '../../../electron/machine/config-file';
import { maxProtectedBytes, type FolderName } from '../../../electron/machine/folders';
import type { ApplyOutcome } from '../../../shared/contract/setup';
import { fail, ok, type Result } from '../../../shared/contract/result';
import { FakeClock } from '../doubles/fake-clock';
import { configPath, MemoryMachine } from '../doubles/memory-machine';
import { aComponent, ScriptedAlloy } from '../doubles/scripted-alloy';

const former = 'logging {\n\tlevel = "info"\n}\n';
const wanted = 'logging {\n\tlevel = "warn"\n}\n';

let clock: FakeClock;
let machine: MemoryMachine;
let alloy: ScriptedAlloy;
let environment: ApplyEnvironment;
let progress: { id: string; canCancel: boolean }[];
let abort: AbortController;

beforeEach(() => {
  clock = new FakeClock();
  machine = new MemoryMachine(clock, former);
  alloy = new ScriptedAlloy();
  alloy.configBytes = () => machine.file;
  progress = [];
  abort = new AbortController();
  environment = {
    machine,
    alloyApi: () => alloy,
    clock,
    randomHex: () => '0a1b2c3d',
    limits: { readyMs: 60_000, listMs: 300_000, settleMs: 3_000 },
  };
});

function apply(
  text = wanted,
  expected: string = machine.file ? sha256Of(machine.file) : 'absent',
): Promise<Result<ApplyOutcome>> {
  return applyConfiguration(
    environment,
    { text, expected },
    {
      signal: abort.signal,
      report: ({ step, canCancel }) => progress.push({ id: step.id, canCancel }),
    },
  );
}

async function record(): Promise<JournalRecord> {
  const newest = await new Journal(machine.folders).newest();
  if (!newest.ok || !newest.value) throw new Error('no journal');
  return newest.value;
}

/** The machine with some calls of its configuration file replaced. */
function withConfigFile(calls: Partial<ConfigFile>): ApplyEnvironment['machine'] {
  const { facts, service, configFile, folders, lock } = machine;
  return { facts, service, configFile: { ...configFile, ...calls }, folders, lock };
}

/** The machine with somebody who is called before each write of a protected file, and whose failure counts. */
function withWrite(before: (folder: FolderName) => ReturnType<typeof fail> | undefined): ApplyEnvironment['machine'] {
  const { facts, service, configFile, folders, lock } = machine;
  const write: typeof folders.write = async (folder, name, content) => {
    return before(folder) ?? folders.write(folder, name, content);
  };
  return { facts, service, configFile, folders: { ...folders, write }, lock };
}

const steps = async (): Promise<string[]> => (await record()).steps.map(({ step }) => step);

describe('the record of a change', () => {
  it('has room for twenty steps with the longest details beside the largest texts', async () => {
    const journal = new Journal(machine.folders);
    await apply();
    const small = await record();
    const withText = (length: number): JournalRecord => ({
      ...small,
      steps: small.steps.slice(0, 1),
      after: { ...small.after, text: 'x'.repeat(length) },
    });
    let length = maxProtectedBytes;
    while (!(await journal.begin(withText(length))).ok) length -= 16_384;
    let now = withText(length);
    for (let count = 0; count < 20; count += 1) {
      const saved = await journal.step(now, 'restore-failed', 0, '\u0001'.repeat(20_000));
      if (saved.ok) now = saved.value;
    }
    const written = await machine.folders.read('journal', `${now.applyId}.json`);
    expect(now.steps).toHaveLength(21);
    expect(written.ok && written.value.length).toBeLessThanOrEqual(maxProtectedBytes);
  });
});

describe('a change whose texts are too large for one record', () => {
  const large = `// ${'x'.repeat(2 * 1024 * 1024)}\n`;

  it('is refused by name before anything is written', async () => {
    machine = new MemoryMachine(clock, large);
    environment = { ...environment, machine };
    expect(await apply(`${large}// more\n`)).toMatchObject({
      ok: false,
      failure: { code: 'unsupported', reason: 'config-too-large', params: { path: configPath } },
    });
    expect(sha256Of(machine.file ?? '')).toBe(sha256Of(large));
    expect(await machine.folders.list('journal')).toEqual(ok([]));
  });
});

describe('a file that Alloy takes', () => {
  it('is in place and committed', async () => {
    expect(await apply()).toMatchObject({
      ok: true,
      value: { state: 'committed', componentCount: 1, stillUnhealthy: [] },
    });
    expect(machine.text).toBe(wanted);
  });

  it('is written down step by step, with both texts', async () => {
    await apply();
    expect(await steps()).toEqual(['begun', 'backed-up', 'swapped', 'loaded', 'ready', 'checked', 'committed']);
    const { before, after, userName } = await record();
    expect(Buffer.from(before?.bytes ?? '', 'base64').toString()).toBe(former);
    expect(after.text).toBe(wanted);
    expect(userName).toBe('CORP\\nora');
  });

  it('leaves a plain copy of the former file among the backups', async () => {
    await apply();
    const names = [...machine.files.keys()].filter((name) => name.startsWith('backups/'));
    expect(names).toEqual([`backups/${(await record()).applyId}.alloy`]);
    expect(Buffer.from(machine.files.get(names[0] ?? '') ?? []).toString()).toBe(former);
  });

  it('is loaded by a reload while the service runs', async () => {
    await apply();
    expect(machine.events).toEqual(['replace']);
    expect(alloy.reloadCount).toBe(1);
  });

  it('is loaded by a start while the service is stopped', async () => {
    machine.state = 'stopped';
    machine.processId = undefined;
    expect(await apply()).toMatchObject({ ok: true, value: { state: 'committed' } });
    expect(machine.events).toEqual(['replace', 'start']);
  });

  it('names a component that was unhealthy before and still is, and keeps the file', async () => {
    alloy.list = [aComponent('loki.write.central', 'unhealthy', 'no')];
    expect(await apply()).toMatchObject({
      ok: true,
      value: { state: 'committed', stillUnhealthy: ['loki.write.central'] },
    });
    expect(machine.text).toBe(wanted);
  });

  it('may come where there was no file', async () => {
    machine.file = undefined;
    expect(await apply()).toMatchObject({ ok: true, value: { state: 'committed' } });
    expect((await record()).before).toBeNull();
  });

  it('cannot be cancelled between the swap and the end of the load', async () => {
    await apply();
    expect(progress.filter(({ canCancel }) => !canCancel).map(({ id }) => id)).toEqual([
      'progress-write',
      'progress-reload',
    ]);
  });
});

describe('a file that Alloy refuses', () => {
  const refusal = {
    state: 'refused',
    text: String.raw`error during the initial load: C:\x\config.alloy:2:5: unrecognized attribute name "levle"`,
  } as const;

  it('is replaced by the former bytes, and Alloy is reloaded with them', async () => {
    alloy.reloads = [refusal];
    expect(await apply()).toMatchObject({
      ok: true,
      value: {
        state: 'restored',
        why: 'refused',
        restoredBy: 'reload',
        alloyText: refusal.text,
        at: { line: 2, column: 5 },
      },
    });
    expect(machine.text).toBe(former);
    expect(machine.events).toEqual(['replace', 'restore']);
    expect(alloy.reloadCount).toBe(2);
  });

  it('is restored without waiting', async () => {
    const startedAtMs = clock.now();
    alloy.reloads = [refusal];
    await apply();
    expect(clock.now() - startedAtMs).toBeLessThan(2_000);
  });

  it('stands in the journal with the text of the refusal', async () => {
    alloy.reloads = [refusal];
    await apply();
    const { steps: written, outcome, before, after } = await record();
    expect(outcome).toBe('restored');
    expect(written.find(({ step }) => step === 'refused')?.detail).toContain('unrecognized attribute name');
    expect([Buffer.from(before?.bytes ?? '', 'base64').toString(), after.text]).toEqual([former, wanted]);
  });

  it('keeps a byte order mark and line ends of the former file', async () => {
    const bytes = Buffer.from('\uFEFFlogging {\r\n}\r\n', 'utf8');
    machine.file = bytes;
    alloy.reloads = [refusal];
    await apply();
    expect(Buffer.from(machine.file ?? []).equals(bytes)).toBe(true);
  });

  it('is taken away again where there was no file', async () => {
    machine.file = undefined;
    alloy.reloads = [refusal];
    await apply();
    expect(machine.file).toBeUndefined();
  });

  it.each([
    ['the refused text has an import block', 'import.file "x" {\n\tfilename = "x"\n}\n', refusal.text],
    ['the answer names an event source', wanted, 'config.alloy:3:1: updating component: loki.source.windowsevent.a'],
  ])('is followed by a restart instead of a reload when %s', async (_case, text, answer) => {
    alloy.reloads = [{ state: 'refused', text: answer }];
    expect(await apply(text)).toMatchObject({ ok: true, value: { state: 'restored', restoredBy: 'restart' } });
    expect(machine.events).toEqual(['replace', 'restore', 'restart']);
  });

  it('is followed by a restart when the reload of the former file is refused too', async () => {
    alloy.reloads = [refusal, refusal];
    expect(await apply()).toMatchObject({ ok: true, value: { restoredBy: 'restart' } });
  });

  it('shows no password that stood in an address', async () => {
    alloy.reloads = [{ state: 'refused', text: 'config.alloy:1:1: bad "http://user:secret@host/"' }];
    const outcome = await apply();
    expect(JSON.stringify([outcome, await record()])).not.toContain('secret');
  });
});

describe('an Alloy that does not survive the file', () => {
  it('gets the former file and a restart when the connection is lost', async () => {
    alloy.reloads = [{ state: 'lost' }];
    expect(await apply()).toMatchObject({
      ok: true,
      value: { state: 'restored', why: 'ended', restoredBy: 'restart' },
    });
    expect(machine.text).toBe(former);
  });

  it('gets the former file back when its process ends after it had accepted', async () => {
    alloy.onReload = () => {
      alloy.readiness = 'closed';
      machine.processId = undefined;
    };
    machine.onStart = () => {
      alloy.readiness = 'ready';
    };
    expect(await apply()).toMatchObject({ ok: true, value: { state: 'restored', why: 'ended' } });
    expect(await steps()).toContain('ended');
  });

  it('gets the former file back when it is not ready within a minute', async () => {
    alloy.onReload = () => {
      alloy.readiness = 'not-answering';
    };
    machine.onStart = () => {
      alloy.readiness = 'ready';
    };
    const startedAtMs = clock.now();
    expect(await apply()).toMatchObject({ ok: true, value: { state: 'restored', why: 'not-ready' } });
    expect(clock.now() - startedAtMs).toBeGreaterThanOrEqual(60_000);
  });

  it('is stopped again when it was stopped before', async () => {
    machine.state = 'stopped';
    machine.processId = undefined;
    machine.onStart = () => {
      alloy.readiness = 'closed';
      machine.processId = undefined;
    };
    expect(await apply()).toMatchObject({ ok: true, value: { state: 'restored', why: 'ended', restoredBy: 'stop' } });
    expect(machine.state).toBe('stopped');
  });

  it('is waited for, not reloaded again, while a reload takes longer than its limit', async () => {
    alloy.reloads = [{ state: 'timed-out' }];
    expect(await apply()).toMatchObject({ ok: true, value: { state: 'committed' } });
    expect(alloy.reloadCount).toBe(1);
  });
});

describe('a reload that takes longer than its limit', () => {
  /** Alloy answers nothing but that it is ready, until this much later. */
  function isAtWorkFor(ms: number): void {
    const { list } = alloy;
    alloy.reloads = [{ state: 'timed-out' }];
    alloy.onReload = () => {
      const doneAtMs = clock.now() + ms;
      alloy.components = async () =>
        clock.now() < doneAtMs ? fail('timed-out', 'alloy-not-answering') : ok(alloy.list);
      alloy.list = list;
    };
  }

  it('is judged once Alloy lists its components again', async () => {
    isAtWorkFor(200_000);
    const startedAtMs = clock.now();
    expect(await apply()).toMatchObject({ ok: true, value: { state: 'committed' } });
    expect(clock.now() - startedAtMs).toBeGreaterThan(200_000);
  });

  it('is given up when Alloy never lists them', async () => {
    isAtWorkFor(Number.POSITIVE_INFINITY);
    expect(await apply()).toMatchObject({
      ok: true,
      value: { state: 'restored', why: 'not-ready', restoredBy: 'restart' },
    });
  });

  it('is not committed when the file that Alloy has is another one', async () => {
    isAtWorkFor(1_000);
    alloy.configBytes = () => Buffer.from(former);
    expect(await apply()).toMatchObject({ ok: true, value: { state: 'restored', why: 'not-loaded' } });
    expect(machine.text).toBe(former);
  });

  it('is taken back by a restart when it is cancelled while Alloy is at work', async () => {
    isAtWorkFor(200_000);
    const startedAtMs = clock.now();
    clock.onTick = (now) => {
      if (now - startedAtMs > 20_000) abort.abort();
    };
    expect(await apply()).toMatchObject({
      ok: true,
      value: { state: 'restored', why: 'cancelled', restoredBy: 'restart' },
    });
    expect(alloy.reloadCount).toBe(1);
  });
});

describe('before it is committed', () => {
  it('one slow list of the components restores nothing', async () => {
    let asked = 0;
    alloy.onReload = () => {
      alloy.components = async () => (++asked === 1 ? fail('timed-out', 'alloy-not-answering') : ok(alloy.list));
    };
    expect(await apply()).toMatchObject({ ok: true, value: { state: 'committed' } });
  });

  it('the loaded file must be the new one', async () => {
    alloy.configBytes = () => Buffer.from(former);
    expect(await apply()).toMatchObject({ ok: true, value: { state: 'restored', why: 'not-loaded' } });
    expect([machine.text, await steps()]).toEqual([former, expect.arrayContaining(['not-loaded', 'restored'])]);
  });

  it('its last load must have been good', async () => {
    alloy.onReload = () => {
      alloy.isLastLoadGood = false;
    };
    expect(await apply()).toMatchObject({ ok: true, value: { state: 'restored', why: 'not-loaded' } });
  });

  it('an answer to the reload that is neither yes nor no restores', async () => {
    alloy.reloads = [{ state: 'otherwise', status: 503 }];
    expect(await apply()).toMatchObject({ ok: true, value: { state: 'restored', why: 'not-loaded' } });
    expect(machine.text).toBe(former);
  });
});

describe('an Alloy that is still starting', () => {
  it('is waited for, and its components are the baseline', async () => {
    alloy.readiness = 'closed';
    alloy.list = [aComponent('loki.write.central', 'unhealthy', 'no')];
    const startedAtMs = clock.now();
    clock.onTick = (now) => {
      if (now - startedAtMs > 10_000) alloy.readiness = 'ready';
    };
    expect(await apply()).toMatchObject({
      ok: true,
      value: { state: 'committed', stillUnhealthy: ['loki.write.central'] },
    });
  });

  it('and does not get ready leaves everything as it is', async () => {
    alloy.readiness = 'closed';
    expect(await apply()).toMatchObject({ ok: false, failure: { code: 'timed-out', reason: 'alloy-not-ready' } });
    expect([machine.text, machine.files.size]).toEqual([former, 0]);
  });

  it('and ends leaves everything as it is', async () => {
    alloy.readiness = 'closed';
    clock.onTick = () => {
      machine.processId = undefined;
    };
    expect(await apply()).toMatchObject({ ok: false, failure: { code: 'state-changed', reason: 'plan-changed' } });
    expect(machine.text).toBe(former);
  });

  it('and lists no components leaves what was before unknown: none of them counts as healthy then', async () => {
    alloy.components = async () => fail('timed-out', 'alloy-not-answering');
    alloy.onReload = () => {
      alloy.components = async () => ok([aComponent('loki.write.central', 'unhealthy', 'no')]);
    };
    expect(await apply()).toMatchObject({
      ok: true,
      value: { state: 'committed', stillUnhealthy: ['loki.write.central'] },
    });
    expect((await record()).unhealthyBefore).toBeNull();
  });
});

describe('the end of Alloy', () => {
  it('is seen at once, not after seconds', async () => {
    const startedAtMs = clock.now();
    alloy.onReload = () => {
      alloy.readiness = 'closed';
      machine.processId = undefined;
    };
    machine.onStart = () => {
      alloy.readiness = 'ready';
    };
    expect(await apply()).toMatchObject({ ok: true, value: { why: 'ended' } });
    expect(clock.now() - startedAtMs).toBeLessThan(1_000);
  });

  it('is not a process that the service has yet to start', async () => {
    machine.state = 'stopped';
    machine.onStart = () => {
      machine.state = 'starting';
      machine.processId = undefined;
      alloy.readiness = 'closed';
      const startedAtMs = clock.now();
      clock.onTick = (now) => {
        if (now - startedAtMs < 8_000) return;
        machine.state = 'running';
        machine.processId = 4711;
        alloy.readiness = 'ready';
      };
    };
    expect(await apply()).toMatchObject({ ok: true, value: { state: 'committed' } });
  });
});

describe('a component that was healthy and is not any more', () => {
  beforeEach(() => {
    alloy.onReload = () => {
      alloy.list = [aComponent('prometheus.remote_write.central', 'unhealthy', 'cannot')];
    };
  });

  it('is a decision, with the new file in place until it is made', async () => {
    expect(await apply()).toMatchObject({
      ok: true,
      value: { state: 'undecided', newlyUnhealthy: [{ id: 'prometheus.remote_write.central', message: 'cannot' }] },
    });
    expect(machine.text).toBe(wanted);
    expect((await record()).outcome).toBe('undecided');
  });

  it('is restored when the person says so', async () => {
    await apply();
    const { applyId } = await record();
    const decided = await decideChange(environment, { applyId, choice: 'restore' }, { report: () => undefined });
    expect(decided).toMatchObject({ ok: true, value: { state: 'restored', why: 'chosen' } });
    expect(machine.text).toBe(former);
  });

  it('is kept when the person says so', async () => {
    await apply();
    const { applyId } = await record();
    const decided = await decideChange(environment, { applyId, choice: 'keep' }, { report: () => undefined });
    expect(decided).toMatchObject({
      ok: true,
      value: { state: 'committed', stillUnhealthy: ['prometheus.remote_write.central'] },
    });
    expect(machine.text).toBe(wanted);
  });

  it('cannot be decided twice', async () => {
    await apply();
    const { applyId } = await record();
    await decideChange(environment, { applyId, choice: 'keep' }, { report: () => undefined });
    expect(await decideChange(environment, { applyId, choice: 'restore' }, { report: () => undefined })).toMatchObject({
      ok: false,
      failure: { code: 'not-found', reason: 'apply-not-found' },
    });
  });
});

describe('bad days', () => {
  it('changes nothing when the file is not the one that the plan was made for', async () => {
    expect(await apply(wanted, sha256Of('something else'))).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    expect([machine.text, machine.events, machine.files.size]).toEqual([former, [], 0]);
  });

  it('changes nothing when the journal cannot be written', async () => {
    machine.failNext.set('folders.write.journal', { code: 'access-denied', reason: 'file-unwritable' });
    expect(await apply()).toMatchObject({ ok: false, failure: { code: 'access-denied' } });
    expect(machine.text).toBe(former);
  });

  it.each([
    [3, 'swapped'],
    [4, 'loaded'],
    [5, 'ready'],
    [6, 'checked'],
    [7, 'committed'],
  ])('puts the former file back when journal entry %i, %s, cannot be written', async (number) => {
    let writes = 0;
    const failing = withWrite((folder) => {
      if (folder === 'journal') writes += 1;
      return folder === 'journal' && writes === number ? fail('access-denied', 'file-unwritable') : undefined;
    });
    environment = { ...environment, machine: failing };
    expect(await apply()).toMatchObject({ ok: false, failure: { reason: 'file-unwritable' } });
    expect([machine.text, (await record()).outcome]).toEqual([former, 'restored']);
  });

  it('puts the former file back when whoever listens to the progress fails', async () => {
    const failing = applyConfiguration(
      environment,
      { text: wanted, expected: sha256Of(former) },
      {
        signal: abort.signal,
        report: ({ step }) => {
          if (step.id === 'progress-ready') throw new Error('nobody listens');
        },
      },
    );
    await expect(failing).rejects.toThrow('nobody listens');
    expect([machine.text, (await record()).outcome]).toEqual([former, 'restored']);
  });

  it('changes nothing when the backup cannot be written, and says so in the journal', async () => {
    machine.failNext.set('folders.write.backups', { code: 'access-denied', reason: 'file-unwritable' });
    expect(await apply()).toMatchObject({ ok: false, failure: { code: 'access-denied' } });
    expect([machine.text, (await record()).outcome]).toEqual([former, 'abandoned']);
  });

  it('changes nothing when the file cannot be replaced', async () => {
    machine.failNext.set('configFile.replace', { code: 'access-denied', reason: 'config-unwritable' });
    expect(await apply()).toMatchObject({ ok: false, failure: { reason: 'config-unwritable' } });
    expect([machine.text, (await record()).outcome, alloy.reloadCount]).toEqual([former, 'abandoned', 0]);
  });

  it('changes nothing when it is cancelled before the swap', async () => {
    abort.abort();
    expect(await apply()).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(machine.text).toBe(former);
  });

  it.each<[string, () => void]>([
    [
      'while the components of before are read',
      () => {
        alloy.components = async () => {
          abort.abort();
          return ok([]);
        };
      },
    ],
    [
      'while the backup is written',
      () => {
        const cancelling = withWrite((folder) => {
          if (folder === 'backups') abort.abort();
          return undefined;
        });
        environment = { ...environment, machine: cancelling };
      },
    ],
  ])('changes nothing when it is cancelled %s, and says so in the journal', async (_when, arrange) => {
    arrange();
    expect(await apply()).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect([machine.text, machine.events, (await record()).outcome]).toEqual([former, [], 'abandoned']);
  });

  it('cannot be cancelled from the moment on in which the file is written', async () => {
    const { configFile } = machine;
    environment = {
      ...environment,
      machine: withConfigFile({
        replace: (...args) => {
          abort.abort();
          return configFile.replace(...args);
        },
      }),
    };
    expect(await apply()).toMatchObject({ ok: true, value: { state: 'restored', why: 'cancelled' } });
    expect(machine.text).toBe(former);
  });

  it('puts the former file back when the write failed after the new file was in place', async () => {
    environment = {
      ...environment,
      machine: withConfigFile({
        replace: async (text) => {
          machine.file = new TextEncoder().encode(text);
          return fail('timed-out', 'config-unwritable');
        },
      }),
    };
    expect(await apply()).toMatchObject({ ok: false, failure: { code: 'timed-out' } });
    expect([machine.text, (await record()).outcome, machine.events]).toEqual([former, 'restored', ['restore']]);
  });

  it('says that the former state is not back when something else stands where there was no file', async () => {
    machine.file = undefined;
    alloy.reloads = [{ state: 'refused', text: 'no' }];
    alloy.onReload = () => {
      machine.file = Buffer.from([0xff, 0xfe, 0x61, 0x00]);
    };
    const { configFile } = machine;
    environment = {
      ...environment,
      machine: withConfigFile({
        read: async () =>
          machine.file?.[0] === 0xff
            ? ok({
                state: 'unreadable-text',
                path: configPath,
                encoding: 'utf-16',
                sha256: sha256Of(machine.file),
                sizeBytes: 4,
                modifiedAtMs: 0,
              })
            : configFile.read(),
      }),
    };
    expect(await apply()).toMatchObject({ ok: false, failure: { reason: 'apply-restore-failed' } });
    expect((await record()).outcome).toBe('restore-failed');
  });

  it('restores when it is cancelled while waiting for Alloy', async () => {
    alloy.onReload = () => abort.abort();
    expect(await apply()).toMatchObject({ ok: true, value: { state: 'restored', why: 'cancelled' } });
    expect(machine.text).toBe(former);
  });

  it('answers busy while another change holds the machine', async () => {
    await machine.lock.acquire('another');
    expect(await apply()).toMatchObject({ ok: false, failure: { code: 'busy', reason: 'machine-lock-held' } });
  });

  it('gives the lock back after a failure', async () => {
    await apply(wanted, 'absent');
    expect(await machine.lock.acquire('next')).toMatchObject({ ok: true });
  });

  it('leaves a directory alone', async () => {
    machine.isDirectory = true;
    expect(await apply()).toMatchObject({ ok: false, failure: { code: 'unsupported', reason: 'config-is-directory' } });
  });

  it('says that the former file could not be put back when somebody changed the file meanwhile', async () => {
    alloy.reloads = [{ state: 'refused', text: 'no' }];
    alloy.onReload = () => {
      machine.file = new TextEncoder().encode('somebody else');
    };
    expect(await apply()).toMatchObject({ ok: false, failure: { reason: 'apply-restore-failed' } });
    expect([machine.text, (await record()).outcome]).toEqual(['somebody else', 'restore-failed']);
  });
});
