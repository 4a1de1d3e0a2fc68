import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  deliveredOf,
  isStuck,
  queueCounters,
  verdictOf,
  type QueueCounters,
} from '../../../electron/alloy-api/delivery';
import { parseExposition, type Exposition } from '../../../shared/exposition/exposition';
import { reference } from '../../reference';

const queue = (change: Partial<QueueCounters> = {}): QueueCounters => ({
  componentId: 'prometheus.remote_write.central',
  remoteName: 'a1b2c3',
  url: 'http://127.0.0.1:9090/api/v1/write',
  total: 0,
  failed: 0,
  retried: 0,
  pending: 0,
  highestQueuedSeconds: 0,
  highestSentSeconds: 0,
  ...change,
});

function readCounters(page: Exposition): readonly QueueCounters[] {
  const read = queueCounters(page);
  if (!read.ok) throw new Error(read.failure.reason);
  return read.value;
}

describe('the counters of a queue', () => {
  it('are read from Alloy’s page, one entry a queue', () => {
    const labels =
      'component_id="prometheus.remote_write.central",component_path="/",remote_name="a1",url="http://h:1/w"';
    const page = parseExposition(
      [
        `prometheus_remote_storage_samples_total{${labels}} 44`,
        `prometheus_remote_storage_samples_failed_total{${labels}} 1`,
        `prometheus_remote_storage_samples_retried_total{${labels}} 40`,
        `prometheus_remote_storage_samples_pending{${labels}} 20`,
        `prometheus_remote_storage_queue_highest_timestamp_seconds{${labels}} 1.8e+09`,
        `prometheus_remote_storage_queue_highest_sent_timestamp_seconds{${labels}} 1.7e+09`,
        'prometheus_remote_storage_samples_in_total 7',
      ].join('\n'),
    );
    expect(readCounters(page)).toEqual([
      queue({
        remoteName: 'a1',
        url: 'http://h:1/w',
        total: 44,
        failed: 1,
        retried: 40,
        pending: 20,
        highestQueuedSeconds: 1.8e9,
        highestSentSeconds: 1.7e9,
      }),
    ]);
  });

  it.each(['NaN', '+Inf', '-Inf'])('are not known where one of them is %s', (value) => {
    const labels = 'component_id="c",remote_name="r",url="http://h/"';
    const page = parseExposition(
      `prometheus_remote_storage_samples_total{${labels}} 5\nprometheus_remote_storage_samples_failed_total{${labels}} ${value}`,
    );
    expect(queueCounters(page)).toMatchObject({ ok: false, failure: { reason: 'alloy-answered-otherwise' } });
  });

  it('count as delivered what was neither refused nor tried again', () => {
    expect(deliveredOf(queue({ total: 44, failed: 3, retried: 40, highestSentSeconds: 1 }))).toBe(1);
  });

  it('count nothing as delivered before anything was sent', () => {
    expect(deliveredOf(queue({ total: 44, retried: 40 }))).toBe(0);
    expect(deliveredOf(queue({ total: 2_000 }))).toBe(0);
  });

  it('show no password of an address', () => {
    const page = parseExposition(
      'prometheus_remote_storage_samples_total{component_id="c",remote_name="r",url="http://user:secret@h/"} 1',
    );
    expect(readCounters(page)[0]?.url).toBe('http://***@h/');
  });
});

describe('the verdict between two readings', () => {
  it.each<[string, Partial<QueueCounters>, Partial<QueueCounters>]>([
    ['healthy', { total: 100 }, { total: 200, highestSentSeconds: 2 }],
    ['rejecting', { total: 100, failed: 100 }, { total: 200, failed: 200, highestSentSeconds: 2 }],
    ['unreachable', { total: 44, retried: 40 }, { total: 560, retried: 556 }],
    ['shaky', { total: 44, retried: 28, highestSentSeconds: 1 }, { total: 2000, retried: 1500, highestSentSeconds: 2 }],
    ['shaky', { total: 100 }, { total: 300, failed: 50, highestSentSeconds: 2 }],
    ['idle', { total: 100 }, { total: 100 }],
  ])('is %s', (verdict, before, now) => {
    expect(verdictOf(queue(before), queue(now))).toBe(verdict);
  });
});

describe('a queue', () => {
  it.each<[string, boolean, Partial<QueueCounters>]>([
    ['that never sent anything', true, { highestQueuedSeconds: 805 }],
    [
      'that sent for a while and then nothing any more',
      true,
      { total: 900, highestQueuedSeconds: 805, highestSentSeconds: 700 },
    ],
    ['that is a batch behind', false, { highestQueuedSeconds: 805, highestSentSeconds: 800 }],
    ['with nothing left to send', false, { pending: 0, highestQueuedSeconds: 805 }],
    ['that never had to try again', false, { retried: 0, highestQueuedSeconds: 805 }],
  ])('%s is stuck: %s', (_name, expected, change) => {
    expect(isStuck(queue({ total: 44, retried: 40, pending: 20, ...change }))).toBe(expected);
  });
});

const recordings = reference('data', 'alloy-http', '03-endpoints');
const healthy = new Set(['ok200', 'ok204', 'html200', '307', '308', 'tls_good', 'tls_skip']);
const rejecting = /^(30[123]|308off|4(?!29)\d\d.*|429off|userpass_in_url)$/;

/** What the endpoint of a recording did, as its name says. */
function expectedVerdict(name: string): string {
  if (healthy.has(name)) return 'healthy';
  if (name === 'flaky') return 'shaky';
  return rejecting.test(name) ? 'rejecting' : 'unreachable';
}

describe.skipIf(!recordings)('the recorded endpoints of a real Alloy (reference folder)', () => {
  const cases = recordings ? readdirSync(recordings).filter((name) => name.startsWith('rw-')) : [];

  it.each(cases)('%s is judged by what it did between 30 s and 690 s', (name) => {
    const read = (file: string): QueueCounters => {
      const [counters] = readCounters(parseExposition(readFileSync(path.join(recordings ?? '', name, file), 'utf8')));
      if (!counters) throw new Error('no queue in the recording');
      return counters;
    };
    expect(verdictOf(read('metrics-30s.prom'), read('metrics-690s.prom'))).toBe(expectedVerdict(name.slice(3)));
    expect(isStuck(read('metrics-690s.prom'))).toBe(expectedVerdict(name.slice(3)) === 'unreachable');
  });
});
