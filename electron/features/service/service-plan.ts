/** What start, stop, restart and reload will do, said before it happens. */
import type { ServerAddress } from '../../../shared/command-line/run-arguments';
import type { Plan } from '../../../shared/contract/plan';
import { fail, ok, type Result } from '../../../shared/contract/result';
import type { ServiceAction } from '../../../shared/contract/status';
import type { NoteWords, PlanId, UndoId } from '../../../shared/contract/words';
import type { AlloyApi } from '../../alloy-api/alloy-api';
import { queueCounters } from '../../alloy-api/delivery';
import { sealPlan } from '../../apply/hashes';
import type { Machine } from '../../machine/machine';

export interface ServiceEnvironment {
  readonly machine: Pick<Machine, 'service' | 'configFile' | 'processes' | 'lock' | 'log'>;
  readonly alloyApi: (address: ServerAddress) => AlloyApi;
}

const steps: Readonly<Record<ServiceAction, { what: PlanId; undo: UndoId }>> = {
  start: { what: 'plan-service-start', undo: 'undo-stop-service' },
  stop: { what: 'plan-service-stop', undo: 'undo-start-service' },
  restart: { what: 'plan-service-restart', undo: 'undo-not-needed' },
  reload: { what: 'plan-service-reload', undo: 'undo-not-needed' },
};

/** The plan for one action on the facts of now; its hash covers the service's state and the file on disk. */
export async function planServiceAction(
  action: ServiceAction,
  { machine, alloyApi }: ServiceEnvironment,
): Promise<Result<Plan>> {
  const [status, settings, content] = await Promise.all([
    machine.service.status(),
    machine.service.settings(),
    machine.configFile.read(),
  ]);
  if (!status.ok) return status;
  if (!settings.ok) return settings;
  const isUp = status.value.state === 'running' || status.value.state === 'starting';
  if (action === 'reload' && !isUp)
    return fail('unsupported', 'service-already', { params: { state: status.value.state } });
  const pending = isUp && action !== 'start' ? await pendingSamples(alloyApi(settings.value.listenAddress)) : 0;
  const { what, undo } = steps[action];
  const path = settings.value.configPath;
  const plan = {
    steps: [{ what: { id: what, params: { path } }, undo: { id: undo } }],
    notes: notesFor(action, { isUp, pending, path }),
  };
  const sha256 = content.ok && 'sha256' in content.value ? content.value.sha256 : 'none';
  return ok(sealPlan(plan, { action, state: status.value.state, sha256 }));
}

function notesFor(action: ServiceAction, facts: { isUp: boolean; pending: number; path: string }): NoteWords[] {
  const notes: NoteWords[] = [];
  if (action === 'stop') notes.push({ id: 'note-no-data-while-stopped' });
  if (action === 'restart') notes.push({ id: 'note-restart-gap' });
  if (action !== 'stop') notes.push({ id: 'note-loads-file-of-disk', params: { path: facts.path } });
  if (facts.pending > 0 && (action === 'stop' || action === 'restart')) {
    notes.push({ id: 'note-pending-samples-lost', params: { samples: facts.pending } });
  }
  return notes;
}

/** What Alloy would lose: nothing that was unsent before a restart is sent after it. */
async function pendingSamples(api: AlloyApi): Promise<number> {
  const metrics = await api.metrics();
  const queues = metrics.ok ? queueCounters(metrics.value) : metrics;
  return queues.ok ? queues.value.reduce((sum, { pending }) => sum + pending, 0) : 0;
}
