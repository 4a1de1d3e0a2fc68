/** From the wizard's value to the text, and to the plan that puts it in force. */
import type { CollectorName } from '../../../shared/contract/collector-names';
import type { PlanStep } from '../../../shared/contract/plan';
import { fail, ok, type Result } from '../../../shared/contract/result';
import type { SetupPlan, SetupValue } from '../../../shared/contract/setup';
import type { NoteWords } from '../../../shared/contract/words';
import { judgeAddress } from '../../../shared/setup/address';
import { factsOf } from '../../../shared/setup/collectors';
import { writeConfig } from '../../../shared/setup/config-text';
import { isStuck, queueCounters } from '../../alloy-api/delivery';
import { originOf, refusalToOverwrite } from '../../apply/config-origin';
import { sealPlan, sha256Of } from '../../apply/hashes';
import { Journal } from '../../apply/journal';
import { refusalWhileOpen } from '../../apply/open-change';
import type { ExpectedContent } from '../../machine/config-file';
import type { SetupEnvironment } from './setup-environment';

export interface PreparedSetup {
  readonly shown: SetupPlan;
  /** What the plan was made for. */
  readonly expected: ExpectedContent;
}

/** Makes the plan from the facts of now; changes nothing. */
export async function prepareSetup(value: SetupValue, environment: SetupEnvironment): Promise<Result<PreparedSetup>> {
  const { machine } = environment.apply;
  const [facts, status, settings, content] = await Promise.all([
    machine.facts.read(),
    machine.service.status(),
    machine.service.settings(),
    machine.configFile.read(),
  ]);
  if (!facts.ok) return facts;
  if (!status.ok) return status;
  if (!settings.ok) return settings;
  if (!content.ok) return content;
  const address = judgeAddress(value.endpoint.url);
  if (address.problems.length > 0) return fail('invalid-request', 'config-incomplete');
  const journal = new Journal(machine.folders);
  const origin = await originOf(content.value, journal);
  if (!origin.ok) return origin;
  const waiting = await refusalWhileOpen(content.value, journal);
  if (!waiting.ok) return waiting;
  const refused = refusalToOverwrite(content.value, origin.value) ?? waiting.value;
  if (refused) return { ok: false, failure: refused };

  const before = content.value.state === 'file' ? content.value : undefined;
  const after = writeConfig(value, { computerName: facts.value.computerName });
  const isRunning = status.value.state === 'running' || status.value.state === 'starting';
  const path = content.value.path;
  const notes = await notesFor(environment, {
    isRunning,
    isSame: before?.text === after,
    collectors: value.metrics.collectors,
    listenAddress: settings.value.listenAddress,
  });
  const plan = sealPlan(
    { steps: stepsFor({ path, hasFile: before !== undefined, isRunning, after, url: value.endpoint.url }), notes },
    { path, before: before?.sha256 ?? 'absent', after: sha256Of(after), isRunning },
  );
  return ok({
    shown: { plan, configPath: path, before: before?.text ?? null, after },
    expected: before?.sha256 ?? 'absent',
  });
}

function stepsFor(facts: {
  path: string;
  hasFile: boolean;
  isRunning: boolean;
  after: string;
  url: string;
}): PlanStep[] {
  const { path, hasFile, isRunning, after } = facts;
  const lines = after.split('\n').length - 1;
  return [
    hasFile
      ? { what: { id: 'plan-back-up', params: { path } }, undo: { id: 'undo-not-needed' } }
      : { what: { id: 'plan-back-up-nothing', params: { path } }, undo: { id: 'undo-not-needed' } },
    {
      what: { id: 'plan-write', params: { path, lines } },
      undo: { id: hasFile ? 'undo-put-back' : 'undo-remove-file' },
    },
    isRunning
      ? { what: { id: 'plan-reload' }, undo: { id: 'undo-reload-former' } }
      : { what: { id: 'plan-start' }, undo: { id: 'undo-stop-service' } },
    { what: { id: 'plan-check' }, undo: { id: 'undo-automatic' } },
    { what: { id: 'plan-first-sample', params: { host: hostOf(facts.url) } }, undo: { id: 'undo-not-needed' } },
  ];
}

async function notesFor(
  { alloyApi }: SetupEnvironment,
  facts: {
    isRunning: boolean;
    isSame: boolean;
    collectors: readonly CollectorName[];
    listenAddress: Parameters<SetupEnvironment['alloyApi']>[0];
  },
): Promise<NoteWords[]> {
  const notes: NoteWords[] = [];
  if (facts.isSame) notes.push({ id: 'note-no-change' });
  if (!facts.isRunning) notes.push({ id: 'note-service-stopped' });
  const fragile = facts.collectors.filter((name) => factsOf(name).mayStopStart);
  if (fragile.length > 0) {
    notes.push({ id: 'note-collectors-may-stop-start', params: { collectors: fragile.join(', ') } });
  }
  const metrics = facts.isRunning ? await alloyApi(facts.listenAddress).metrics() : undefined;
  const queues = metrics?.ok ? queueCounters(metrics.value) : undefined;
  if (queues?.ok && queues.value.some(isStuck)) notes.push({ id: 'note-dead-endpoint-slow', params: { seconds: 60 } });
  return notes;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
