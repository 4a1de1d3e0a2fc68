import type { OperationContext } from '../../../shared/contract/contract';
import { fail, ok, type Result } from '../../../shared/contract/result';
import type { ServiceAction, ServiceControlled, ServiceStatus } from '../../../shared/contract/status';
import type { ProgressId } from '../../../shared/contract/words';
import { redactCredentials } from '../../alloy-api/redaction';
import { waitForList, waitForReady, type HealthWatch, type Listed } from '../../apply/health';
import type { Clock } from '../../machine/clock';
import { planServiceAction, type ServiceEnvironment } from './service-plan';

const progressOf: Readonly<Record<ServiceAction, ProgressId>> = {
  start: 'progress-start',
  stop: 'progress-stop',
  restart: 'progress-restart',
  reload: 'progress-reload',
};

const readyLimitMs = 60_000;
/** Each dead endpoint that a reload replaces holds it up for a minute, beyond the limit of the request itself. */
const listLimitMs = 300_000;

type ControlEnvironment = ServiceEnvironment & { readonly clock: Clock };

/** Runs the plan that was confirmed, if it is still the plan; answers when Alloy is ready, or stopped. */
export async function controlService(
  { action, planHash }: { action: ServiceAction; planHash: string },
  environment: ControlEnvironment,
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
  environment: ControlEnvironment,
  context: OperationContext,
): Promise<Result<ServiceStatus>> {
  const { machine, alloyApi, clock } = environment;
  const settings = await machine.service.settings();
  if (!settings.ok) return settings;
  const watch = { api: alloyApi(settings.value.listenAddress), service: machine.service, clock };
  const stepCount = action === 'stop' ? 1 : 2;
  // Only a start can be called off: half a stop or half a restart would leave a service that nobody asked for.
  context.report({ step: { id: progressOf[action] }, stepIndex: 0, stepCount, canCancel: action === 'start' });
  if (context.signal.aborted) return fail('cancelled', 'operation-cancelled');
  if (action === 'reload') return reload(environment, watch, context);
  const changed = await machine.service[action](action === 'start' ? context.signal : new AbortController().signal);
  if (!changed.ok || action === 'stop') return changed;
  const ready = await becomesReady(environment, watch, context);
  return ready.ok ? machine.service.status() : ready;
}

/** Says done only when Alloy has the file that is on disk. */
async function reload(
  environment: ControlEnvironment,
  watch: HealthWatch,
  context: OperationContext,
): Promise<Result<ServiceStatus>> {
  const { machine } = environment;
  const content = await machine.configFile.read();
  const answer = await watch.api.reload();
  if (answer.state === 'refused') {
    const text = redactCredentials(answer.text).slice(0, 20_000);
    return fail('config-invalid', 'alloy-refused-file', { params: { text } });
  }
  if (answer.state === 'otherwise')
    return fail('unexpected', 'alloy-answered-otherwise', { params: { status: answer.status } });
  const ready = await becomesReady(environment, watch, context);
  if (!ready.ok) return ready;
  if (answer.state !== 'accepted') {
    // Without an answer the loaded file decides. A closed port is that of an Alloy that was starting, with this file.
    const sha256 = content.ok && content.value.state === 'file' ? content.value.sha256 : undefined;
    const { signal } = context;
    // After a lost connection nothing is on its way any more.
    const limitMs = answer.state === 'lost' ? 0 : listLimitMs;
    const hasFile = ({ loaded }: Listed): boolean =>
      loaded?.isParsed === true && (sha256 === undefined || loaded.sha256 === sha256);
    const listed = await waitForList(watch, { limitMs, signal, accepts: hasFile });
    if (listed.state === 'aborted') return fail('cancelled', 'operation-cancelled');
    if (listed.state !== 'listed' || !hasFile(listed)) return fail('timed-out', 'alloy-reload-unanswered');
  }
  return machine.service.status();
}

async function becomesReady(
  environment: ControlEnvironment,
  watch: HealthWatch,
  { signal, report }: OperationContext,
): Promise<Result<void>> {
  report({ step: { id: 'progress-ready' }, stepIndex: 1, stepCount: 2, canCancel: true });
  const ready = await waitForReady(watch, { limitMs: readyLimitMs, signal });
  if (ready === 'ready') return ok(undefined);
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
