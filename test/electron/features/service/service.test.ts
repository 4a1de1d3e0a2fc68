import { beforeEach, describe, expect, it } from 'vitest';
import { controlService } from '../../../../electron/features/service/service-control';
import { planServiceAction } from '../../../../electron/features/service/service-plan';
import type { OperationContext } from '../../../../shared/contract/contract';
import type { ServiceAction } from '../../../../shared/contract/status';
import { FakeClock } from '../../doubles/fake-clock';
import { MemoryMachine } from '../../doubles/memory-machine';
import { ScriptedAlloy } from '../../doubles/scripted-alloy';

let clock: FakeClock;
let machine: MemoryMachine;
let alloy: ScriptedAlloy;
const context: OperationContext = { signal: new AbortController().signal, report: () => undefined };

beforeEach(() => {
  clock = new FakeClock();
  machine = new MemoryMachine(clock, 'logging { }\n');
  alloy = new ScriptedAlloy();
});

const environment = () => ({ machine, alloyApi: () => alloy, clock });

async function planned(action: ServiceAction) {
  const plan = await planServiceAction(action, environment());
  if (!plan.ok) throw new Error(plan.failure.reason);
  return plan.value;
}

async function run(action: ServiceAction) {
  return controlService({ action, planHash: (await planned(action)).hash }, environment(), context);
}

describe('the consequence of an action', () => {
  it.each<[ServiceAction, string[]]>([
    ['start', ['note-loads-file-of-disk']],
    ['stop', ['note-no-data-while-stopped']],
    ['restart', ['note-restart-gap', 'note-loads-file-of-disk']],
    ['reload', ['note-loads-file-of-disk']],
  ])('%s is said before it happens', async (action, notes) => {
    if (action === 'start') machine.state = 'stopped';
    expect((await planned(action)).notes.map(({ id }) => id)).toEqual(notes);
  });

  it('counts the samples that a stop would lose', async () => {
    alloy.metricsText = 'prometheus_remote_storage_samples_pending{component_id="c",remote_name="r",url="u"} 120\n';
    expect((await planned('stop')).notes).toContainEqual({ id: 'note-pending-samples-lost', params: { samples: 120 } });
  });

  it('of a reload is none while nothing runs', async () => {
    machine.state = 'stopped';
    expect(await planServiceAction('reload', environment())).toMatchObject({
      ok: false,
      failure: { reason: 'service-already' },
    });
  });
});

describe('an action', () => {
  it.each<[ServiceAction, string]>([
    ['stop', 'stopped'],
    ['restart', 'running'],
    ['reload', 'running'],
  ])('%s ends with the service %s', async (action, state) => {
    expect(await run(action)).toMatchObject({ ok: true, value: { action, service: { state } } });
  });

  it('does nothing when the state is another one than the plan was made for', async () => {
    const { hash } = await planned('restart');
    machine.state = 'stopped';
    expect(await controlService({ action: 'restart', planHash: hash }, environment(), context)).toMatchObject({
      ok: false,
      failure: { code: 'state-changed', reason: 'plan-changed' },
    });
    expect(machine.events).toEqual([]);
  });

  it('does nothing while another change holds the machine, and gives the lock back itself', async () => {
    await run('restart');
    await machine.lock.acquire('another');
    expect(await run('restart')).toMatchObject({ ok: false, failure: { code: 'busy' } });
  });

  it('says that Alloy ended when it does not live through the start', async () => {
    machine.onStart = () => {
      machine.processId = undefined;
      alloy.readiness = 'closed';
    };
    expect(await run('restart')).toMatchObject({
      ok: false,
      failure: { code: 'verification-failed', reason: 'alloy-ended' },
    });
  });

  it('says what Alloy said when it refused the file on disk', async () => {
    alloy.reloads = [{ state: 'refused', text: 'config.alloy:1:1: no' }];
    expect(await run('reload')).toMatchObject({
      ok: false,
      failure: { code: 'config-invalid', reason: 'alloy-refused-file', params: { text: 'config.alloy:1:1: no' } },
    });
  });

  it('is no reload when Alloy answers it with something else', async () => {
    alloy.reloads = [{ state: 'otherwise', status: 503 }];
    expect(await run('reload')).toMatchObject({
      ok: false,
      failure: { code: 'unexpected', reason: 'alloy-answered-otherwise', params: { status: 503 } },
    });
  });

  it('waits for a reload that takes longer than its limit, until Alloy has the file on disk', async () => {
    const startedAtMs = clock.now();
    alloy.reloads = [{ state: 'timed-out' }];
    alloy.configBytes = () => (clock.now() - startedAtMs > 100_000 ? machine.file : Buffer.from('former'));
    expect(await run('reload')).toMatchObject({ ok: true, value: { service: { state: 'running' } } });
    expect(clock.now() - startedAtMs).toBeGreaterThan(100_000);
  });

  it.each(['timed-out', 'lost'] as const)(
    'is not called done when the answer is %s and the file is not loaded',
    async (state) => {
      alloy.reloads = [{ state }];
      alloy.configBytes = () => Buffer.from('former');
      expect(await run('reload')).toMatchObject({
        ok: false,
        failure: { code: 'timed-out', reason: 'alloy-reload-unanswered' },
      });
    },
  );

  it('reload finds an Alloy that is still starting, and waits until it is ready with the file', async () => {
    alloy.reloads = [{ state: 'closed' }];
    alloy.readiness = 'closed';
    alloy.configBytes = () => machine.file;
    clock.onTick = () => {
      alloy.readiness = 'ready';
    };
    expect(await run('reload')).toMatchObject({ ok: true });
  });
});

describe('a cancel', () => {
  it.each<[ServiceAction, boolean]>([
    ['start', true],
    ['stop', false],
    ['restart', false],
  ])('of a %s is offered: %s', async (action, isOffered) => {
    if (action === 'start') machine.state = 'stopped';
    const steps: boolean[] = [];
    const { hash } = await planned(action);
    await controlService({ action, planHash: hash }, environment(), {
      ...context,
      report: ({ canCancel }) => void steps.push(canCancel),
    });
    expect(steps[0]).toBe(isOffered);
  });

  it('leaves no service stopped that was to be restarted', async () => {
    const abort = new AbortController();
    const signals: boolean[] = [];
    const { service, configFile, processes, lock, log } = machine;
    const restart: typeof service.restart = async (signal) => {
      abort.abort();
      signals.push(signal.aborted);
      return service.restart(signal);
    };
    const { hash } = await planned('restart');
    const stubborn = { service: { ...service, restart }, configFile, processes, lock, log };
    await controlService(
      { action: 'restart', planHash: hash },
      { ...environment(), machine: stubborn },
      { ...context, signal: abort.signal },
    );
    expect([signals, machine.state]).toEqual([[false], 'running']);
  });

  it('before anything was done does nothing', async () => {
    const { hash } = await planned('restart');
    const signal = AbortSignal.abort();
    expect(
      await controlService({ action: 'restart', planHash: hash }, environment(), { ...context, signal }),
    ).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(machine.events).toEqual([]);
  });
});
