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
});
