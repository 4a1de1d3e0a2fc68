/** The answer to a change that waits: keep the new file, or restore the former. */
import type { OperationContext } from '../../shared/contract/contract';
import { fail, ok, type Result } from '../../shared/contract/result';
import type { ApplyOutcome, DecideRequest } from '../../shared/contract/setup';
import type { ServiceStatus } from '../../shared/contract/status';
import { redactCredentials } from '../alloy-api/redaction';
import type { ApplyEnvironment } from './apply-environment';
import { unhealthyOf, type HealthWatch } from './health';
import { isOpen, Journal, type JournalRecord } from './journal';
import { openChange } from './open-change';
import { mustRestartAfter, restoreAndRecord } from './restore';

/**
 * Decides about a change that waits: one that made a component unhealthy, one that was cut off, or one whose way back
 * failed. `not-found` when there is none with this id, `conflict` when the file is not the one it is about any more.
 */
export async function decideChange(
  environment: ApplyEnvironment,
  { applyId, choice }: DecideRequest,
  { report }: Pick<OperationContext, 'report'>,
): Promise<Result<ApplyOutcome>> {
  const lock = await environment.machine.lock.acquire('decide');
  if (!lock.ok) return lock;
  try {
    const journal = new Journal(environment.machine.folders);
    const waiting = await recordFor(environment, journal, { applyId, choice });
    if (!waiting.ok) return waiting;
    const settings = await environment.machine.service.settings();
    if (!settings.ok) return settings;
    const api = environment.alloyApi(settings.value.listenAddress);
    const watch = { api, service: environment.machine.service, clock: environment.clock };
    const id = choice === 'restore' ? 'progress-restore' : 'progress-commit';
    report({ step: { id }, stepIndex: 0, stepCount: 1, canCancel: false });
    return choice === 'restore'
      ? await restore(environment, journal, waiting.value, watch)
      : await keep(environment, journal, waiting.value, watch);
  } finally {
    await lock.value.release();
  }
}

/** The change with this id, if it waits and the file still allows the choice. */
async function recordFor(
  { machine }: ApplyEnvironment,
  journal: Journal,
  { applyId, choice }: DecideRequest,
): Promise<Result<JournalRecord>> {
  const read = await journal.read(applyId);
  if (!read.ok) return read;
  if (!read.value || !isOpen(read.value)) return fail('not-found', 'apply-not-found');
  const content = await machine.configFile.read();
  if (!content.ok) return content;
  const open = await openChange(content.value, journal);
  if (!open.ok) return open;
  if (open.value?.record.applyId !== applyId || !open.value.choices.includes(choice))
    return fail('conflict', 'config-changed-meanwhile', { params: { path: content.value.path } });
  return ok(open.value.record);
}

async function restore(
  environment: ApplyEnvironment,
  journal: Journal,
  record: JournalRecord,
  watch: HealthWatch,
): Promise<Result<ApplyOutcome>> {
  const status = await environment.machine.service.status();
  if (!status.ok) return status;
  // Only an undecided change has ended in a known state; of the others nobody knows what Alloy has loaded.
  const mustRestart = record.outcome !== 'undecided' || (await mustRestartAfter(record.after.text, '', watch.api));
  return restoreAndRecord(environment, journal, record, watch, {
    why: 'chosen',
    mustRestart,
    isLeftStopped: wasStoppedBySomebody(status.value),
  });
}

/** A stop leaves no exit code; an Alloy that could not live with its file does, and is not left lying. */
function wasStoppedBySomebody({ state, exitCode }: ServiceStatus): boolean {
  return (state === 'stopped' || state === 'stopping') && exitCode === undefined;
}

async function keep(
  { clock, machine }: ApplyEnvironment,
  journal: Journal,
  record: JournalRecord,
  watch: HealthWatch,
): Promise<Result<ApplyOutcome>> {
  const status = await machine.service.status();
  if (!status.ok) return status;
  const isUp = status.value.state === 'running' || status.value.state === 'starting';
  // An undecided change was loaded and looked at; of the others nobody knows what Alloy has.
  const loaded = isUp && record.outcome !== 'undecided' ? await load(watch) : ok(undefined);
  if (!loaded.ok) return loaded;
  const components = await watch.api.components();
  const committed = await journal.step(record, 'committed', clock.now());
  if (!committed.ok) return committed;
  return ok({
    state: 'committed',
    applyId: record.applyId,
    stillUnhealthy: components.ok ? unhealthyOf(components.value).map(({ id }) => id) : [],
    componentCount: components.ok ? components.value.length : 0,
    finishedAtMs: clock.now(),
  });
}

/** Has Alloy load the file that is there. What it does not take is not kept: the person can restore then. */
async function load({ api }: HealthWatch): Promise<Result<void>> {
  const answer = await api.reload();
  switch (answer.state) {
    case 'accepted':
      return ok(undefined);
    case 'refused': {
      const text = redactCredentials(answer.text).slice(0, 20_000);
      return fail('config-invalid', 'alloy-refused-file', { params: { text } });
    }
    case 'otherwise':
      return fail('unexpected', 'alloy-answered-otherwise', { params: { status: answer.status } });
    case 'closed':
      return fail('not-found', 'alloy-not-answering');
    case 'lost':
    case 'timed-out':
    case 'aborted':
      return fail('timed-out', 'alloy-reload-unanswered');
  }
}
