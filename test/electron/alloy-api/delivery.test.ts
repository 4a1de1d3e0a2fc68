import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { deliveredOf, queueCounters, verdictOf, type QueueCounters } from '../../../electron/alloy-api/delivery';
import { parseExposition } from '../../../shared/exposition/exposition';
import { reference } from '../../reference';

const queue = (change: Partial<QueueCounters> = {}): QueueCounters => ({
  componentId: 'prometheus.remote_write.central',
  remoteName: 'a1b2c3',
  url: 'http://127.0.0.1:9090/api/v1/write',
  total: 0,
  failed: 0,
  retried: 0,
  pending: 0,
  highestSentSeconds: 0,
  ...change,
});

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
        `prometheus_remote_storage_queue_highest_sent_timestamp_seconds{${labels}} 1.7e+09`,
        'prometheus_remote_storage_samples_in_total 7',
      ].join('\n'),
    );
    expect(queueCounters(page)).toEqual([
      queue({
        remoteName: 'a1',
        url: 'http://h:1/w',
        total: 44,
        failed: 1,
        retried: 40,
        pending: 20,
        highestSentSeconds: 1.7e9,
      }),
    ]);
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
    expect(queueCounters(page)[0]?.url).toBe('http://***@h/');
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
      const [counters] = queueCounters(parseExposition(readFileSync(path.join(recordings ?? '', name, file), 'utf8')));
      if (!counters) throw new Error('no queue in the recording');
      return counters;
    };
    expect(verdictOf(read('metrics-30s.prom'), read('metrics-690s.prom'))).toBe(expectedVerdict(name.slice(3)));
  });
});
