/**
 * What Alloy's own counters say about each remote-write queue. `samples_total` counts every attempt, retries and
 * refused batches included, so delivered = total − failed − retried (recorded).
 */
import type { DeliveryVerdict } from '../../shared/contract/endpoint';
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
  /** Seconds since 1970; 0 when nothing was ever sent. */
  readonly highestSentSeconds: number;
}

const prefix = 'prometheus_remote_storage_';

/** One entry a queue, in order of component and name. */
export function queueCounters(page: Exposition): readonly QueueCounters[] {
  const queues = new Map<string, { labels: Sample['labels']; values: Map<string, number> }>();
  for (const { name, labels, value } of page.samples) {
    const component = labels['component_id'];
    const remote = labels['remote_name'];
    if (!name.startsWith(prefix) || component === undefined || remote === undefined) continue;
    const key = JSON.stringify([component, remote, labels['url'] ?? '']);
    const queue = queues.get(key) ?? { labels, values: new Map<string, number>() };
    queue.values.set(name.slice(prefix.length), (queue.values.get(name.slice(prefix.length)) ?? 0) + value);
    queues.set(key, queue);
  }
  return [...queues.keys()].sort().flatMap((key) => {
    const queue = queues.get(key);
    if (!queue) return [];
    const read = (name: string): number => queue.values.get(name) ?? 0;
    return [
      {
        componentId: queue.labels['component_id'] ?? '',
        remoteName: queue.labels['remote_name'] ?? '',
        url: redactAddress(queue.labels['url'] ?? ''),
        total: read('samples_total'),
        failed: read('samples_failed_total'),
        retried: read('samples_retried_total'),
        pending: read('samples_pending'),
        highestSentSeconds: read('queue_highest_sent_timestamp_seconds'),
      },
    ];
  });
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
