import { beforeEach, describe, expect, it } from 'vitest';
import type { ApplyEnvironment } from '../../../electron/apply/apply-environment';
import { applyConfiguration } from '../../../electron/apply/apply-configuration';
import { originOf } from '../../../electron/apply/config-origin';
import { decideChange } from '../../../electron/apply/decide';
import { sha256Of } from '../../../electron/apply/hashes';
import { Journal, type JournalRecord } from '../../../electron/apply/journal';
import { readLastChange } from '../../../electron/features/status/last-change';
import type { Result } from '../../../shared/contract/result';
import type { ApplyOutcome, ChangeChoice } from '../../../shared/contract/setup';
import type { LastChange } from '../../../shared/contract/status';
import { FakeClock } from '../doubles/fake-clock';
import { MemoryMachine } from '../doubles/memory-machine';
import { aComponent, ScriptedAlloy } from '../doubles/scripted-alloy';

const former = 'logging {\n\tlevel = "info"\n}\n';
const wanted = 'logging {\n\tlevel = "warn"\n}\n';
const third = 'logging {\n\tlevel = "debug"\n}\n';
const foreign = '// somebody else\n';

let clock: FakeClock;
let machine: MemoryMachine;
let alloy: ScriptedAlloy;
let environment: ApplyEnvironment;
let journal: Journal;

beforeEach(() => {
  clock = new FakeClock();
  machine = new MemoryMachine(clock, former);
  alloy = new ScriptedAlloy();
  alloy.configBytes = () => machine.file;
  journal = new Journal(machine.folders);
  let count = 0;
  environment = {
    machine,
    alloyApi: () => alloy,
    clock,
    randomHex: () => (++count).toString(16).padStart(8, '0'),
    limits: { readyMs: 60_000, listMs: 300_000, settleMs: 3_000 },
  };
});

const onDisk = (text: string): void => {
  machine.file = new TextEncoder().encode(text);
};

function apply(text: string): Promise<Result<ApplyOutcome>> {
  clock.advance(1_000);
  return applyConfiguration(
    environment,
    { text, expected: machine.file ? sha256Of(machine.file) : 'absent' },
    { signal: new AbortController().signal, report: () => undefined },
  );
}

async function newest(): Promise<JournalRecord> {
  const found = await journal.newest();
  if (!found.ok || !found.value) throw new Error('no journal');
  return found.value;
}

/** A change that the end of the app cut off when its journal had come this far. */
async function cutOff(steps: number, outcome: JournalRecord['outcome'] = 'unfinished'): Promise<JournalRecord> {
  await apply(wanted);
  const record = await newest();
  const saved = await journal.save({ ...record, steps: record.steps.slice(0, steps), outcome });
  if (!saved.ok) throw new Error(saved.failure.reason);
  return saved.value;
}

async function becomesUndecided(text = wanted): Promise<JournalRecord> {
  alloy.onReload = () => {
    alloy.list = [aComponent('prometheus.remote_write.central', 'unhealthy', 'cannot')];
  };
  await apply(text);
  return newest();
}

async function decide({ applyId }: JournalRecord, choice: ChangeChoice): Promise<Result<ApplyOutcome>> {
  machine.events.length = 0;
  return decideChange(environment, { applyId, choice }, { report: () => undefined });
}

async function lastChange(isChanging = false): Promise<LastChange | null> {
  const read = await readLastChange(journal, await machine.configFile.read(), { isChanging });
  if (!read.ok) throw new Error(read.failure.reason);
  return read.value;
}

async function origin(): Promise<string> {
  const content = await machine.configFile.read();
  const found = content.ok ? await originOf(content.value, journal) : content;
  return found.ok ? found.value : found.failure.reason;
}

describe('our own text', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a change that was cut off after the swap', () => cutOff(3)],
    [
      'a way back that failed',
      async () => {
        machine.failNext.set('configFile.restore', { code: 'access-denied', reason: 'config-unwritable' });
        alloy.reloads = [{ state: 'refused', text: 'no' }];
        await apply(wanted);
      },
    ],
    ['a change that waits', () => becomesUndecided()],
  ])('stays ours after %s', async (_end, arrange) => {
    await arrange();
    expect([machine.text, await origin()]).toEqual([wanted, 'ours']);
  });

  it('stays ours when the same text was applied once more and that was called off', async () => {
    await apply(wanted);
    machine.failNext.set('folders.write.backups', { code: 'access-denied', reason: 'file-unwritable' });
    await apply(wanted);
    expect(await origin()).toBe('ours');
  });

  it('that Alloy refused is not ours when somebody puts it there by hand', async () => {
    alloy.reloads = [{ state: 'refused', text: 'no' }];
    await apply(wanted);
    onDisk(wanted);
    expect(await origin()).not.toBe('ours');
  });
});

describe('a change that was cut off after the swap', () => {
  it('waits for a decision', async () => {
    const { applyId } = await cutOff(3);
    expect(await lastChange()).toMatchObject({ applyId, outcome: 'unfinished', choices: ['restore', 'keep'] });
  });

  it('is no question while it still runs', async () => {
    await cutOff(3);
    expect(await lastChange(true)).toMatchObject({ outcome: 'unfinished', choices: [] });
  });

  it('is taken back by a restart, because nobody knows what Alloy has loaded', async () => {
    const record = await cutOff(3);
    expect(await decide(record, 'restore')).toMatchObject({
      ok: true,
      value: { state: 'restored', why: 'chosen', restoredBy: 'restart' },
    });
    expect(machine.text).toBe(former);
  });

  it('is kept when the person says so', async () => {
    const record = await cutOff(3);
    expect(await decide(record, 'keep')).toMatchObject({ ok: true, value: { state: 'committed' } });
    expect(await lastChange()).toMatchObject({ outcome: 'committed', choices: [] });
  });

  it('is loaded before it is kept, because nobody knows what Alloy has', async () => {
    const record = await cutOff(3);
    await decide(record, 'keep');
    expect(alloy.reloadCount).toBe(2);
  });

  it('is not kept when Alloy refuses it, and still waits', async () => {
    const record = await cutOff(3);
    alloy.reloads = [{ state: 'refused', text: 'config.alloy:1:1: no' }];
    expect(await decide(record, 'keep')).toMatchObject({
      ok: false,
      failure: { code: 'config-invalid', reason: 'alloy-refused-file', params: { text: 'config.alloy:1:1: no' } },
    });
    expect(await lastChange()).toMatchObject({ outcome: 'unfinished', choices: ['restore', 'keep'] });
  });

  it.each(['timed-out', 'lost'] as const)('is not kept when the answer of Alloy is %s', async (state) => {
    const record = await cutOff(3);
    alloy.reloads = [{ state }];
    expect(await decide(record, 'keep')).toMatchObject({ ok: false, failure: { reason: 'alloy-reload-unanswered' } });
    expect((await newest()).outcome).toBe('unfinished');
  });

  it('is kept without a reload where the service is stopped: its next start reads the file', async () => {
    const record = await cutOff(3);
    machine.state = 'stopped';
    expect(await decide(record, 'keep')).toMatchObject({ ok: true, value: { state: 'committed' } });
    expect([alloy.reloadCount, machine.events]).toEqual([1, []]);
  });

  it('waits for nothing when it was cut off before the swap', async () => {
    await cutOff(2);
    onDisk(former);
    expect(await lastChange()).toMatchObject({ outcome: 'unfinished', choices: [] });
    expect(await apply(third)).toMatchObject({ ok: true, value: { state: 'committed' } });
  });
});

describe('a way back that failed', () => {
  async function fails(): Promise<JournalRecord> {
    machine.failNext.set('configFile.restore', { code: 'access-denied', reason: 'config-unwritable' });
    alloy.reloads = [{ state: 'refused', text: 'no' }];
    await apply(wanted);
    return newest();
  }

  it('waits, with the reason of the restore', async () => {
    await fails();
    expect(await lastChange()).toMatchObject({
      outcome: 'restore-failed',
      why: 'refused',
      choices: ['restore', 'keep'],
    });
  });

  it('can be tried again', async () => {
    expect(await decide(await fails(), 'restore')).toMatchObject({ ok: true, value: { state: 'restored' } });
    expect([machine.text, (await newest()).outcome]).toEqual([former, 'restored']);
  });

  it('can be tried again when the former file is back and Alloy did not come', async () => {
    alloy.reloads = [{ state: 'lost' }];
    alloy.onReload = () => {
      alloy.readiness = 'not-answering';
    };
    expect(await apply(wanted)).toMatchObject({ ok: false, failure: { reason: 'apply-restore-failed' } });
    expect([machine.text, (await lastChange())?.choices]).toEqual([former, ['restore']]);
    alloy.readiness = 'ready';
    expect(await decide(await newest(), 'restore')).toMatchObject({ ok: true, value: { restoredBy: 'restart' } });
  });

  it('is no longer a question when somebody has changed the file', async () => {
    const record = await fails();
    onDisk(foreign);
    expect(await lastChange()).toMatchObject({ outcome: 'overtaken', choices: [] });
    expect(await decide(record, 'restore')).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    expect(machine.text).toBe(foreign);
  });
});

describe('an undecided change', () => {
  it('lets no second change begin', async () => {
    const { applyId } = await becomesUndecided();
    expect(await apply(third)).toMatchObject({ ok: false, failure: { code: 'conflict', reason: 'apply-undecided' } });
    expect([machine.text, (await newest()).applyId]).toEqual([wanted, applyId]);
  });

  it('lets the next change begin once it is decided', async () => {
    await decide(await becomesUndecided(), 'keep');
    expect(await apply(third)).toMatchObject({ ok: true, value: { state: 'committed' } });
  });

  it('is not kept when the file is another one meanwhile', async () => {
    const record = await becomesUndecided();
    onDisk(foreign);
    expect(await decide(record, 'keep')).toMatchObject({
      ok: false,
      failure: { code: 'conflict', reason: 'config-changed-meanwhile' },
    });
    expect((await newest()).outcome).toBe('undecided');
  });

  it('stands before a newer change that decided nothing about the file', async () => {
    const { applyId } = await becomesUndecided();
    const record = await newest();
    await journal.save({ ...record, applyId: '20991231T000000000Z-00000000', outcome: 'restored' });
    expect(await lastChange()).toMatchObject({ applyId, outcome: 'undecided', choices: ['restore', 'keep'] });
  });

  it('starts no service that a person has stopped meanwhile', async () => {
    const record = await becomesUndecided();
    machine.state = 'stopped';
    machine.processId = undefined;
    expect(await decide(record, 'restore')).toMatchObject({
      ok: true,
      value: { state: 'restored', restoredBy: 'file' },
    });
    expect([machine.text, machine.state, machine.events]).toEqual([former, 'stopped', ['restore']]);
  });

  it('starts the service again that ended with the new file by itself', async () => {
    const record = await becomesUndecided();
    machine.state = 'stopped';
    machine.exitCode = 2;
    alloy.reloads = [{ state: 'closed' }];
    expect(await decide(record, 'restore')).toMatchObject({ ok: true, value: { restoredBy: 'restart' } });
    expect(machine.state).toBe('running');
  });
});

describe('the last change', () => {
  it('is none where this app has changed nothing', async () => {
    expect(await lastChange()).toBeNull();
  });

  it('says why the former file came back', async () => {
    alloy.reloads = [{ state: 'refused', text: 'no' }];
    await apply(wanted);
    expect(await lastChange()).toMatchObject({ outcome: 'restored', why: 'refused', choices: [] });
  });

  it('says no reason for a change that stayed', async () => {
    await apply(wanted);
    expect(await lastChange()).not.toHaveProperty('why');
  });
});
