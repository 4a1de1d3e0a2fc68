/** The answer to an undecided change: keep the new file although a component became unhealthy, or restore the former. */
import type { OperationContext } from '../../shared/contract/contract';
import { fail, ok, type Result } from '../../shared/contract/result';
import type { ApplyOutcome, DecideRequest } from '../../shared/contract/setup';
import type { ApplyEnvironment } from './apply-environment';
import { unhealthyOf } from './health';
import { Journal } from './journal';
import { needsRestartAfterRefusal, restoreAndRecord } from './restore';

export async function decideChange(
  environment: ApplyEnvironment,
  { applyId, choice }: DecideRequest,
  { report }: Pick<OperationContext, 'report'>,
): Promise<Result<ApplyOutcome>> {
  const lock = await environment.machine.lock.acquire('decide');
  if (!lock.ok) return lock;
  try {
    const journal = new Journal(environment.machine.folders);
    const read = await journal.read(applyId);
    if (!read.ok) return read;
    const record = read.value;
    if (record?.outcome !== 'undecided') return fail('not-found', 'apply-not-found');
    const settings = await environment.machine.service.settings();
    if (!settings.ok) return settings;
    const api = environment.alloyApi(settings.value.listenAddress);
    const watch = { api, processes: environment.machine.processes, clock: environment.clock };
    const components = await api.components();
    const unhealthyIds = components.ok ? unhealthyOf(components.value).map(({ id }) => id) : [];
    if (choice === 'restore') {
      report({ step: { id: 'progress-restore' }, stepIndex: 0, stepCount: 1, canCancel: false });
      const mustRestart = needsRestartAfterRefusal(record.after.text, '', unhealthyIds);
      return await restoreAndRecord(environment, journal, record, watch, { why: 'chosen', mustRestart });
    }
    report({ step: { id: 'progress-commit' }, stepIndex: 0, stepCount: 1, canCancel: false });
    const committed = await journal.step(record, 'committed', environment.clock.now());
    if (!committed.ok) return committed;
    return ok({
      state: 'committed',
      applyId,
      stillUnhealthy: unhealthyIds,
      componentCount: components.ok ? components.value.length : 0,
      finishedAtMs: environment.clock.now(),
    });
  } finally {
    await lock.value.release();
  }
}
