/** Whether Alloy lives, answers, has loaded the file and is healthy, watched over time. */
import { ok, type Result } from '../../shared/contract/result';
import type { AlloyApi } from '../alloy-api/alloy-api';
import type { AlloyComponent } from '../alloy-api/alloy-answers';
import type { Clock } from '../machine/clock';
import type { ServiceControl } from '../machine/service';
import { loadedConfig, type LoadedConfig } from './loaded-config';

export interface HealthWatch {
  readonly api: AlloyApi;
  readonly service: Pick<ServiceControl, 'status'>;
  readonly clock: Clock;
}

export type ReadyOutcome = 'ready' | 'ended' | 'not-ready' | 'aborted';

const pollMs = 250;

/**
 * Waits until Alloy answers that it is ready. A closed port is normal while the service runs: it opens only after the
 * first evaluation.
 *
 * No grace in seconds tells a program that is yet to start from one that has ended; the service manager does. It says
 * running from the moment in which the service's wrapper begins to start Alloy, however long Windows takes for that, and
 * stopped as soon as Alloy has ended, because the wrapper ends with it (grafana/alloy v1.18.1
 * `internal/cmd/alloy-service/service_windows.go`). So an end is seen at once.
 */
export async function waitForReady(
  watch: HealthWatch,
  { limitMs, signal }: { limitMs: number; signal: AbortSignal },
): Promise<ReadyOutcome> {
  const startedAtMs = watch.clock.now();
  for (;;) {
    if (signal.aborted) return 'aborted';
    if ((await watch.api.ready(signal)) === 'ready') return 'ready';
    if (await hasEnded(watch)) return 'ended';
    if (watch.clock.now() - startedAtMs >= limitMs) return 'not-ready';
    await watch.clock.sleep(pollMs, signal);
  }
}

export interface Listed {
  readonly state: 'listed';
  readonly components: readonly AlloyComponent[];
  /** Undefined when Alloy does not say. */
  readonly loaded: LoadedConfig | undefined;
}

/**
 * Waits until Alloy lists its components, which it does not do while it evaluates, and says what it has loaded. One slow
 * answer is none: it is asked again until the limit. `accepts` lets a list pass that is not what is waited for.
 */
export async function waitForList(
  watch: HealthWatch,
  {
    limitMs,
    signal,
    accepts = () => true,
  }: { limitMs: number; signal: AbortSignal; accepts?: (listed: Listed) => boolean },
): Promise<Listed | { readonly state: Exclude<ReadyOutcome, 'ready'> }> {
  const startedAtMs = watch.clock.now();
  for (;;) {
    if (signal.aborted) return { state: 'aborted' };
    const listed = await list(watch.api, signal);
    const isOver = watch.clock.now() - startedAtMs >= limitMs;
    if (listed.ok && (isOver || accepts(listed.value))) return listed.value;
    if (await hasEnded(watch)) return { state: 'ended' };
    if (isOver) return { state: 'not-ready' };
    await watch.clock.sleep(pollMs, signal);
  }
}

async function list(api: AlloyApi, signal: AbortSignal): Promise<Result<Listed>> {
  const components = await api.components(signal);
  if (!components.ok) return components;
  const metrics = await api.metrics(signal);
  if (!metrics.ok) return metrics;
  return ok({ state: 'listed', components: components.value, loaded: loadedConfig(metrics.value) });
}

/** A service that cannot be asked is not known to have ended. */
async function hasEnded({ service }: HealthWatch): Promise<boolean> {
  const status = await service.status();
  return status.ok && status.value.state !== 'running' && status.value.state !== 'starting';
}

export interface Unhealthy {
  readonly id: string;
  readonly message: string;
}

export function unhealthyOf(components: readonly AlloyComponent[]): readonly Unhealthy[] {
  return components
    .filter(({ health }) => health.state === 'unhealthy' || health.state === 'exited')
    .map(({ localID, health }) => ({ id: localID, message: health.message }));
}
