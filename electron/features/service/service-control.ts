import type { OperationContext } from '../../../shared/contract/contract';
import { fail, ok, type Result } from '../../../shared/contract/result';
import type { ServiceAction, ServiceControlled, ServiceStatus } from '../../../shared/contract/status';
import type { ProgressId } from '../../../shared/contract/words';
import { redactCredentials } from '../../alloy-api/redaction';
import { waitForReady } from '../../apply/health';
import type { Clock } from '../../machine/clock';
import { planServiceAction, type ServiceEnvironment } from './service-plan';

const progressOf: Readonly<Record<ServiceAction, ProgressId>> = {
  start: 'progress-start',
  stop: 'progress-stop',
  restart: 'progress-restart',
  reload: 'progress-reload',
};

const readyLimitMs = 60_000;

/** Runs the plan that was confirmed, if it is still the plan; answers when Alloy is ready, or stopped. */
export async function controlService(
  { action, planHash }: { action: ServiceAction; planHash: string },
  environment: ServiceEnvironment & { readonly clock: Clock },
  context: OperationContext,
): Promise<Result<ServiceControlled>> {
  const plan = await planServiceAction(action, environment);
  if (!plan.ok) return plan;
  if (plan.value.hash !== planHash) return fail('state-changed', 'plan-changed');
  const lock = await environment.machine.lock.acquire(action);
  if (!lock.ok) return lock;
  try {
    const done = await run(action, environment, context);
    return done.ok ? ok({ action, service: done.value }) : done;
  } finally {
    await lock.value.release();
  }
}

async function run(
  action: ServiceAction,
  environment: ServiceEnvironment & { readonly clock: Clock },
  { signal, report }: OperationContext,
): Promise<Result<ServiceStatus>> {
  const { machine, alloyApi, clock } = environment;
  const settings = await machine.service.settings();
  if (!settings.ok) return settings;
  const api = alloyApi(settings.value.listenAddress);
  const stepCount = action === 'stop' ? 1 : 2;
  report({ step: { id: progressOf[action] }, stepIndex: 0, stepCount, canCancel: action !== 'reload' });
  if (action === 'reload') {
    const answer = await api.reload();
    if (answer.state === 'refused') {
      const text = redactCredentials(answer.text).slice(0, 20_000);
      return fail('config-invalid', 'alloy-refused-file', { params: { text } });
    }
    if (answer.state !== 'accepted' && answer.state !== 'timed-out')
      return fail('unexpected', 'alloy-ended', { params: { text: '' } });
  } else {
    const changed = await machine.service[action](signal);
    if (!changed.ok || action === 'stop') return changed;
  }
  report({ step: { id: 'progress-ready' }, stepIndex: 1, stepCount, canCancel: true });
  const ready = await waitForReady({ api, service: machine.service, clock }, { limitMs: readyLimitMs, signal });
  if (ready === 'ready') return machine.service.status();
  if (ready === 'aborted') return fail('cancelled', 'operation-cancelled');
  const text = await lastWords(environment);
  return ready === 'ended'
    ? fail('verification-failed', 'alloy-ended', { params: { text } })
    : fail('timed-out', 'alloy-not-ready', { params: { seconds: readyLimitMs / 1_000, text } });
}

/** The last error that Alloy printed; empty when there is none or it cannot be read. */
async function lastWords({ machine }: ServiceEnvironment): Promise<string> {
  const tail = await machine.log.tail(50);
  if (!tail.ok) return '';
  const errors = tail.value.filter((line) => line.startsWith('Error: ') || line.includes('level=error'));
  return redactCredentials(errors.at(-1) ?? '').slice(0, 5_000);
}
