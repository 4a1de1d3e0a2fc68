/**
 * What Alloy's own counters say about each remote-write queue. `samples_total` counts every attempt, retries and
 * refused batches included, so delivered = total − failed − retried (recorded).
 */
import { maxComponentIdLength } from '../../shared/contract/component-id';
import { maxEndpoints, maxUrlLength, type DeliveryVerdict } from '../../shared/contract/endpoint';
import { fail, ok, type Result } from '../../shared/contract/result';
import type { Exposition, Sample } from '../../shared/exposition/exposition';
import { redactAddress } from './redaction';

export interface QueueCounters {
  readonly componentId: string;
  readonly remoteName: string;
  readonly url: string;
  readonly total: number;
  readonly failed: number;
  readonly retried: number;
  readonly pending: number;
  /** Of the newest sample that ever waited here: seconds since 1970. */
  readonly highestQueuedSeconds: number;
  /** Of the newest sample that was sent: seconds since 1970; 0 when nothing was ever sent. */
  readonly highestSentSeconds: number;
}

const prefix = 'prometheus_remote_storage_';

/**
 * One entry a queue, in order of component and name; a counter that is not there has counted nothing. `unexpected` where
 * one of them is no finite number, or a name is longer than can be passed on: what a queue did is not known then.
 */
export function queueCounters(page: Exposition): Result<readonly QueueCounters[]> {
  const queues = new Map<string, Queue>();
  for (const { name, labels, value } of page.samples) {
    const component = labels['component_id'];
    const remote = labels['remote_name'];
    if (!name.startsWith(prefix) || component === undefined || remote === undefined) continue;
    const key = JSON.stringify([component, remote, labels['url'] ?? '']);
    const queue = queues.get(key) ?? { labels, values: new Map<string, number>() };
    queue.values.set(name.slice(prefix.length), (queue.values.get(name.slice(prefix.length)) ?? 0) + value);
    queues.set(key, queue);
  }
  const entries = [...queues].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const counters = entries.map(([, queue]) => countersOf(queue));
  const areKnown = entries.every(([, { values }]) => [...values.values()].every(Number.isFinite));
  if (!areKnown || counters.length > maxEndpoints || !counters.every(hasNamesWithinLimits))
    return fail('unexpected', 'alloy-answered-otherwise');
  return ok(counters);
}

function hasNamesWithinLimits({ componentId, remoteName, url }: QueueCounters): boolean {
  return Math.max(componentId.length, remoteName.length) <= maxComponentIdLength && url.length <= maxUrlLength;
}

interface Queue {
  readonly labels: Sample['labels'];
  /** By name without the prefix. */
  readonly values: Map<string, number>;
}

function countersOf({ labels, values }: Queue): QueueCounters {
  const read = (name: string): number => values.get(name) ?? 0;
  return {
    componentId: labels['component_id'] ?? '',
    remoteName: labels['remote_name'] ?? '',
    url: redactAddress(labels['url'] ?? ''),
    total: read('samples_total'),
    failed: read('samples_failed_total'),
    retried: read('samples_retried_total'),
    pending: read('samples_pending'),
    highestQueuedSeconds: read('queue_highest_timestamp_seconds'),
    highestSentSeconds: read('queue_highest_sent_timestamp_seconds'),
  };
}

/**
 * Samples that a server took. None while nothing was ever sent: a batch in flight, or one that waits for its next
 * attempt, is in the total before any answer is there (recorded: 44 of 44 with 40 tried again and none delivered).
 */
export function deliveredOf(
  counters: Pick<QueueCounters, 'total' | 'failed' | 'retried' | 'highestSentSeconds'>,
): number {
  if (counters.highestSentSeconds === 0) return 0;
  return Math.max(0, counters.total - counters.failed - counters.retried);
}

/** More than the seconds that a batch of a healthy queue waits. */
const stuckAfterSeconds = 30;

/**
 * Whether samples wait at an endpoint that takes none now, whatever it took before; from one reading. Alloy tries to
 * deliver what such a queue holds before it ends it. A queue whose samples come rarely looks so for the seconds in which
 * its batch waits, if it ever had to try again.
 */
export function isStuck({ retried, pending, highestQueuedSeconds, highestSentSeconds }: QueueCounters): boolean {
  return retried > 0 && pending > 0 && highestQueuedSeconds - highestSentSeconds > stuckAfterSeconds;
}

/**
 * The verdict over the increase between two readings. A batch in flight is counted as sent before its answer is there,
 * so while something is retried only the newest sent timestamp tells whether anything got through: it stands still then
 * (recorded). With refusals it advances all the same, so there the samples decide.
 */
export function verdictOf(before: QueueCounters, now: QueueCounters): DeliveryVerdict {
  const failed = now.failed - before.failed;
  const delivered = deliveredOf(now) - deliveredOf(before);
  if (failed > 0) return delivered > failed ? 'shaky' : 'rejecting';
  if (now.retried > before.retried) return now.highestSentSeconds > before.highestSentSeconds ? 'shaky' : 'unreachable';
  return delivered > 0 ? 'healthy' : 'idle';
}
