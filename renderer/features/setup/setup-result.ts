/** How far an applied configuration has come: five stages, from the file to the first delivered sample. */
import type { EndpointStatus } from '../../../shared/contract/endpoint';
import type { OperationProgress } from '../../../shared/contract/operation';
import type { ApplyOutcome } from '../../../shared/contract/setup';
import type { MachineStatus } from '../../../shared/contract/status';
import type { ProgressId } from '../../../shared/contract/words';
import type { Applied } from './setup-state';

export const stageIds = ['written', 'accepted', 'ready', 'healthy', 'delivered'] as const;
export type StageId = (typeof stageIds)[number];
export type StageState = 'waits' | 'runs' | 'passed' | 'failed' | 'undone';

/** What the page knows of the operation that applies. */
export type ApplyView =
  | { readonly state: 'running'; readonly progress: OperationProgress | undefined }
  | { readonly state: 'ended'; readonly outcome: ApplyOutcome }
  | { readonly state: 'failed'; readonly progress: OperationProgress | undefined };

const stageOfStep: Readonly<Partial<Record<ProgressId, StageId>>> = {
  'progress-lock': 'written',
  'progress-baseline': 'written',
  'progress-back-up': 'written',
  'progress-write': 'written',
  'progress-reload': 'accepted',
  'progress-start': 'accepted',
  'progress-ready': 'ready',
  'progress-health': 'healthy',
  'progress-commit': 'healthy',
};

const failedStage = {
  refused: 'accepted',
  ended: 'ready',
  'not-ready': 'ready',
  'not-loaded': 'healthy',
  failed: 'healthy',
  chosen: 'healthy',
} as const;

/** The state of each stage; delivery is judged apart, by what Alloy counts. */
export function stagesOf(view: ApplyView, delivery: Delivery): Readonly<Record<StageId, StageState>> {
  if (view.state === 'ended') return afterEnd(view.outcome, delivery);
  const step = view.progress?.step.id;
  const current = step === undefined ? 'written' : (stageOfStep[step] ?? 'healthy');
  return upTo(current, view.state === 'running' ? 'runs' : 'failed');
}

function afterEnd(outcome: ApplyOutcome, delivery: Delivery): Readonly<Record<StageId, StageState>> {
  switch (outcome.state) {
    case 'committed':
      return { written: 'passed', accepted: 'passed', ready: 'passed', healthy: 'passed', delivered: delivery.state };
    case 'undecided':
      return { written: 'passed', accepted: 'passed', ready: 'passed', healthy: 'failed', delivered: 'waits' };
    case 'restored': {
      const { why } = outcome;
      if (why === 'cancelled')
        return { written: 'undone', accepted: 'undone', ready: 'undone', healthy: 'undone', delivered: 'undone' };
      const stages = upTo(failedStage[why], 'failed');
      return { ...stages, written: 'undone' };
    }
  }
}

/** Everything before the stage has passed, everything behind it waits. */
function upTo(stage: StageId, state: StageState): Readonly<Record<StageId, StageState>> {
  const at = stageIds.indexOf(stage);
  const stateAt = (index: number): StageState => (index < at ? 'passed' : index === at ? state : 'waits');
  return {
    written: stateAt(0),
    accepted: stateAt(1),
    ready: stateAt(2),
    healthy: stateAt(3),
    delivered: stateAt(4),
  };
}

export interface Delivery {
  readonly state: 'waits' | 'runs' | 'passed' | 'failed';
  readonly endpoint?: EndpointStatus;
  /** Samples since the change. */
  readonly delivered: number;
}

const nothing: Delivery = { state: 'waits', delivered: 0 };

/** Whether samples of the new configuration arrive; readings from before its end say nothing about it. */
export function deliveryOf(outcome: ApplyOutcome | undefined, applied: Applied, status: MachineStatus): Delivery {
  if (outcome?.state !== 'committed') return nothing;
  if (status.readAtMs < outcome.finishedAtMs) return { state: 'runs', delivered: 0 };
  const endpoint = endpointOf(status, applied.value.endpoint.url);
  if (!endpoint) return { state: 'runs', delivered: 0 };
  const delivered = deliveredSince(endpoint, applied);
  if (delivered > 0) return { state: 'passed', endpoint, delivered };
  const isLosing = endpoint.verdict === 'rejecting' || endpoint.verdict === 'unreachable';
  return { state: isLosing ? 'failed' : 'runs', endpoint, delivered: 0 };
}

/** A restart or a new queue counts from 0 again. */
function deliveredSince({ deliveredSamples }: EndpointStatus, { deliveredBefore, baseline }: Applied): number {
  if (deliveredBefore === 0 || deliveredSamples < deliveredBefore) return deliveredSamples;
  return baseline === null ? 0 : Math.max(0, deliveredSamples - baseline);
}

/** The endpoint with this address, or the only one there is: Alloy may write an address a little differently. */
export function endpointOf({ endpoints }: MachineStatus, url: string): EndpointStatus | undefined {
  if (endpoints.state === 'unknown') return undefined;
  const same = endpoints.value.find((endpoint) => endpoint.url === url);
  return same ?? (endpoints.value.length === 1 ? endpoints.value[0] : undefined);
}

/** Samples that this very address had taken so far. */
export function deliveredTo(status: MachineStatus | undefined, url: string): number {
  if (status?.endpoints.state !== 'known') return 0;
  return status.endpoints.value.find((endpoint) => endpoint.url === url)?.deliveredSamples ?? 0;
}
