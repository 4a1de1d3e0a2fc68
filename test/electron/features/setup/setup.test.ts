import { beforeEach, describe, expect, it } from 'vitest';
import type { ApplyEnvironment } from '../../../../electron/apply/apply-environment';
import type { SetupEnvironment } from '../../../../electron/features/setup/setup-environment';
import { applySetup } from '../../../../electron/features/setup/setup-apply';
import { prepareSetup } from '../../../../electron/features/setup/setup-plan';
import { readSetup } from '../../../../electron/features/setup/setup-read';
import type { OperationContext } from '../../../../shared/contract/contract';
import type { SetupPlan, SetupValue } from '../../../../shared/contract/setup';
import { writeConfig } from '../../../../shared/setup/config-text';
import { aSetupValue } from '../../../shared/setup/setup-value';
import { FakeClock } from '../../doubles/fake-clock';
import { MemoryMachine } from '../../doubles/memory-machine';
import { ScriptedAlloy } from '../../doubles/scripted-alloy';

const installersFile = 'logging {\n\tlevel = "info"\n}\n';

let machine: MemoryMachine;
let alloy: ScriptedAlloy;
let environment: SetupEnvironment;
const context: OperationContext = { signal: new AbortController().signal, report: () => undefined };

beforeEach(() => {
  const clock = new FakeClock();
  machine = new MemoryMachine(clock, installersFile);
  alloy = new ScriptedAlloy();
  alloy.configBytes = () => machine.file;
  let count = 0;
  const apply: ApplyEnvironment = {
    machine,
    alloyApi: () => alloy,
    clock,
    randomHex: () => (++count).toString(16).padStart(8, '0'),
    limits: { readyMs: 1_000, listMs: 1_000, settleMs: 1 },
  };
  environment = { apply, alloyApi: () => alloy };
});

async function planFor(value: SetupValue): Promise<SetupPlan> {
  const prepared = await prepareSetup(value, environment);
  if (!prepared.ok) throw new Error(prepared.failure.reason);
  return prepared.value.shown;
}

const stepIds = ({ plan }: SetupPlan): string[] => plan.steps.map(({ what }) => what.id);

describe('the plan', () => {
  it('says every step in the order in which it will run, and its undo', async () => {
    const shown = await planFor(aSetupValue());
    expect(shown.plan.steps.map(({ what, undo }) => [what.id, undo.id])).toEqual([
      ['plan-back-up', 'undo-not-needed'],
      ['plan-write', 'undo-put-back'],
      ['plan-reload', 'undo-reload-former'],
      ['plan-check', 'undo-automatic'],
      ['plan-first-sample', 'undo-not-needed'],
    ]);
    expect(shown).toMatchObject({
      before: installersFile,
      after: writeConfig(aSetupValue(), { computerName: 'FS-BER-07' }),
    });
  });

  it('starts the service where it is stopped, and says so', async () => {
    machine.state = 'stopped';
    const shown = await planFor(aSetupValue());
    expect(stepIds(shown)).toContain('plan-start');
    expect(shown.plan.notes.map(({ id }) => id)).toEqual(['note-service-stopped']);
  });

  it('takes the file away again where there was none', async () => {
    machine.file = undefined;
    const shown = await planFor(aSetupValue());
    expect(shown.before).toBeNull();
    expect(shown.plan.steps[1]?.undo.id).toBe('undo-remove-file');
  });

  it('warns that a dead endpoint makes the reload slow', async () => {
    const labels = 'component_id="prometheus.remote_write.central",remote_name="a",url="http://dead/"';
    alloy.metricsText = [
      `prometheus_remote_storage_samples_total{${labels}} 40`,
      `prometheus_remote_storage_samples_retried_total{${labels}} 40`,
      `prometheus_remote_storage_samples_pending{${labels}} 20`,
      `prometheus_remote_storage_queue_highest_timestamp_seconds{${labels}} 1.8e+09`,
    ].join('\n');
    expect((await planFor(aSetupValue())).plan.notes.map(({ id }) => id)).toEqual(['note-dead-endpoint-slow']);
  });

  it('warns of it also where the endpoint took samples before it was dead', async () => {
    const labels = 'component_id="prometheus.remote_write.central",remote_name="a",url="http://dead/"';
    alloy.metricsText = [
      `prometheus_remote_storage_samples_total{${labels}} 900`,
      `prometheus_remote_storage_samples_retried_total{${labels}} 40`,
      `prometheus_remote_storage_samples_pending{${labels}} 20`,
      `prometheus_remote_storage_queue_highest_timestamp_seconds{${labels}} 1800000600`,
      `prometheus_remote_storage_queue_highest_sent_timestamp_seconds{${labels}} 1800000000`,
    ].join('\n');
    expect((await planFor(aSetupValue())).plan.notes.map(({ id }) => id)).toEqual(['note-dead-endpoint-slow']);
  });

  it('names the collectors with which Alloy may not start', async () => {
    const value = aSetupValue();
    const collectors = ['cpu', 'fsrmquota', 'update'] as const;
    const { plan } = await planFor({ ...value, metrics: { ...value.metrics, collectors: [...collectors] } });
    expect(plan.notes).toEqual([{ id: 'note-collectors-may-stop-start', params: { collectors: 'fsrmquota, update' } }]);
  });

  it('is the same plan on the same facts, and another one on others', async () => {
    const first = await planFor(aSetupValue());
    expect((await planFor(aSetupValue())).plan.hash).toBe(first.plan.hash);
    expect((await planFor(aSetupValue({ job: 'other' }))).plan.hash).not.toBe(first.plan.hash);
    machine.file = new TextEncoder().encode('logging { }\n');
    expect((await planFor(aSetupValue())).plan.hash).not.toBe(first.plan.hash);
  });

  it.each(['prom01:9090/api/v1/write', 'http://user:secret@prom01/', 'http://prom 01/'])(
    'is not made for the address %s',
    async (url) => {
      expect(await prepareSetup(aSetupValue({ url }), environment)).toMatchObject({
        ok: false,
        failure: { code: 'invalid-request', reason: 'config-incomplete' },
      });
    },
  );

  it('is not made over somebody else’s file', async () => {
    machine.file = new TextEncoder().encode('// mine\nlogging { }\n');
    expect(await prepareSetup(aSetupValue(), environment)).toMatchObject({
      ok: false,
      failure: { reason: 'config-foreign' },
    });
  });

  it('is not made for a directory', async () => {
    machine.isDirectory = true;
    expect(await prepareSetup(aSetupValue(), environment)).toMatchObject({
      ok: false,
      failure: { reason: 'config-is-directory' },
    });
  });
});

describe('applying', () => {
  it('runs what was confirmed', async () => {
    const { plan, after } = await planFor(aSetupValue());
    const applied = await applySetup({ value: aSetupValue(), planHash: plan.hash }, environment, context);
    expect(applied).toMatchObject({ ok: true, value: { state: 'committed' } });
    expect(machine.text).toBe(after);
  });

  it.each<[string, () => void]>([
    ['the file was changed meanwhile', () => (machine.file = new TextEncoder().encode('logging { }\n'))],
    ['the service was stopped meanwhile', () => (machine.state = 'stopped')],
  ])('does nothing when %s', async (_name, change) => {
    const { plan } = await planFor(aSetupValue());
    change();
    const before = machine.text;
    expect(await applySetup({ value: aSetupValue(), planHash: plan.hash }, environment, context)).toMatchObject({
      ok: false,
      failure: { code: 'state-changed', reason: 'plan-changed' },
    });
    expect([machine.text, machine.events]).toEqual([before, []]);
  });

  it('does nothing for another value than the one that was shown', async () => {
    const { plan } = await planFor(aSetupValue());
    expect(
      await applySetup({ value: aSetupValue({ job: 'x' }), planHash: plan.hash }, environment, context),
    ).toMatchObject({
      ok: false,
      failure: { code: 'state-changed' },
    });
  });

  it('may be done again over its own file', async () => {
    for (const job of ['first', 'second']) {
      const { plan } = await planFor(aSetupValue({ job }));
      expect(
        await applySetup({ value: aSetupValue({ job }), planHash: plan.hash }, environment, context),
      ).toMatchObject({ ok: true });
    }
    expect(machine.text).toContain('"second"');
  });
});

describe('reading', () => {
  it('begins with the defaults where the file is the installer’s', async () => {
    expect(await readSetup(machine)).toMatchObject({
      ok: true,
      value: {
        origin: 'installer-default',
        blocked: null,
        valueSource: 'defaults',
        value: { endpoint: { url: '' }, metrics: { instance: 'FS-BER-07' } },
      },
    });
  });

  it('gives back the answers of the file that was applied', async () => {
    const value = aSetupValue({ job: 'windows', scrapeIntervalSeconds: 30 });
    const { plan } = await planFor(value);
    await applySetup({ value, planHash: plan.hash }, environment, context);
    expect(await readSetup(machine)).toMatchObject({ ok: true, value: { origin: 'ours', valueSource: 'file', value } });
  });

  it('says that a file which was edited by hand is not ours any more', async () => {
    const { plan } = await planFor(aSetupValue());
    await applySetup({ value: aSetupValue(), planHash: plan.hash }, environment, context);
    machine.file = new TextEncoder().encode(`${machine.text}// mine\n`);
    expect(await readSetup(machine)).toMatchObject({
      ok: true,
      value: { origin: 'foreign', blocked: { reason: 'config-foreign' } },
    });
  });

  it('says that a restored file is what it was before', async () => {
    const { plan } = await planFor(aSetupValue());
    alloy.reloads = [{ state: 'refused', text: 'no' }];
    await applySetup({ value: aSetupValue(), planHash: plan.hash }, environment, context);
    expect(await readSetup(machine)).toMatchObject({ ok: true, value: { origin: 'installer-default' } });
  });

  it.each<[string, () => void]>([
    ['config-is-directory', () => (machine.isDirectory = true)],
    ['config-foreign', () => (machine.file = new TextEncoder().encode('// mine\n'))],
  ])('says why it would change nothing: %s', async (reason, arrange) => {
    arrange();
    expect(await readSetup(machine)).toMatchObject({
      ok: true,
      value: { blocked: { reason, params: { path: expect.any(String) } } },
    });
  });

  it('cannot write where there is no service', async () => {
    machine.state = 'absent';
    expect(await readSetup(machine)).toMatchObject({
      ok: true,
      value: { alloyInstalled: false, blocked: { reason: 'service-absent' } },
    });
  });
});

describe('a computer without a usable name', () => {
  it.each(['', '  ', 'a\nb'])('%j gets no label made of it, and says so', async (computerName) => {
    const facts = await machine.facts.read();
    machine.facts.read = async () => (facts.ok ? { ok: true, value: { ...facts.value, computerName } } : facts);
    expect(await readSetup(machine)).toMatchObject({
      ok: false,
      failure: { code: 'unsupported', reason: 'computer-name-unknown' },
    });
  });
});
