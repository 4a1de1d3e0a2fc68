/** Whether Alloy lives, answers and is healthy, watched over time. */
import type { AlloyApi } from '../alloy-api/alloy-api';
import type { AlloyComponent } from '../alloy-api/alloy-answers';
import type { Clock } from '../machine/clock';
import type { Processes } from '../machine/processes';

export interface HealthWatch {
  readonly api: AlloyApi;
  readonly processes: Processes;
  readonly clock: Clock;
}

export type ReadyOutcome = 'ready' | 'ended' | 'not-ready' | 'aborted';

const pollMs = 250;
/** A process that is being started is not there for a moment. */
const graceMs = 3_000;

/**
 * Waits until Alloy answers that it is ready. A closed port is normal while the process lives: it opens only after the
 * first evaluation. A process that is gone is `ended` at once, but for the grace that a start needs.
 */
export async function waitForReady(
  { api, processes, clock }: HealthWatch,
  { limitMs, signal }: { limitMs: number; signal: AbortSignal },
): Promise<ReadyOutcome> {
  const startedAtMs = clock.now();
  for (;;) {
    if (signal.aborted) return 'aborted';
    if ((await api.ready(signal)) === 'ready') return 'ready';
    const elapsedMs = clock.now() - startedAtMs;
    const alive = await processes.alloy();
    if (alive.ok && alive.value === undefined && elapsedMs >= graceMs) return 'ended';
    if (elapsedMs >= limitMs) return 'not-ready';
    await clock.sleep(pollMs, signal);
  }
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
