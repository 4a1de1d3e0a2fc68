import { describe, expect, it } from 'vitest';
import type { QueueCounters } from '../../../../electron/alloy-api/delivery';
import { DeliveryWatch } from '../../../../electron/features/status/delivery-watch';
import type { EndpointStatus } from '../../../../shared/contract/endpoint';

const start = Date.UTC(2026, 10, 25, 12);

const queue = (change: Partial<QueueCounters> = {}): QueueCounters => ({
  componentId: 'prometheus.remote_write.central',
  remoteName: 'a1',
  url: 'http://h/',
  total: 0,
  failed: 0,
  retried: 0,
  pending: 0,
  highestQueuedSeconds: 0,
  highestSentSeconds: 0,
  ...change,
});

/**
 * Readings at these seconds after the start of the program; the answer to the last one. The newest sent sample is five
 * seconds old unless the reading says otherwise; it advances with refusals too (recorded).
 */
function observe(
  ...readings: readonly (readonly [seconds: number, counters: Partial<QueueCounters>])[]
): EndpointStatus {
  const watch = new DeliveryWatch();
  const answers = readings.map(([seconds, counters]) =>
    watch.observe(
      [queue({ highestSentSeconds: start / 1_000 + seconds - 5, ...counters })],
      start,
      start + seconds * 1_000,
    ),
  );
  const last = answers.at(-1)?.[0];
  if (!last) throw new Error('no answer');
  return last;
}

describe('the watch over deliveries', () => {
  it('knows at the first reading of a fresh program whether anything arrived', () => {
    expect(observe([20, { total: 50 }])).toMatchObject({
      verdict: 'healthy',
      deliveredSamples: 50,
      newestSentAgeSeconds: 5,
    });
  });

  it('does not guess at the first reading of an old program', () => {
    expect(observe([3_600, { total: 50 }]).verdict).toBe('not-known-yet');
  });

  it('knows at once that nothing was ever taken', () => {
    expect(observe([3_600, { total: 50, failed: 50 }]).verdict).toBe('rejecting');
  });

  it('keeps its word between two scrapes', () => {
    expect(
      observe([3_600, { total: 50 }], [3_610, { total: 60 }], [3_660, { total: 60 }], [3_700, { total: 60 }]).verdict,
    ).toBe('healthy');
  });

  it('says idle when nothing moved for two and a half minutes', () => {
    expect(
      observe([3_600, { total: 50 }], [3_610, { total: 60 }], [3_700, { total: 60 }], [3_770, { total: 60 }]).verdict,
    ).toBe('idle');
  });

  it('notices a repaired endpoint within the window', () => {
    expect(
      observe(
        [3_600, { total: 50, failed: 50 }],
        [3_650, { total: 60, failed: 60 }],
        [3_696, { total: 70, failed: 60 }],
        [3_742, { total: 80, failed: 60 }],
      ).verdict,
    ).toBe('healthy');
  });

  it('tells since when the verdict holds', () => {
    const status = observe([10, { total: 5 }], [20, { total: 10, failed: 5 }], [30, { total: 15, failed: 10 }]);
    expect(status).toMatchObject({ verdict: 'rejecting', sinceMs: start + 20_000 });
  });

  it('forgets everything when the program was started anew', () => {
    const watch = new DeliveryWatch();
    watch.observe([queue({ total: 500, failed: 500 })], start, start + 100_000);
    const again = start + 110_000;
    expect(
      watch.observe([queue({ total: 20, highestSentSeconds: again / 1_000 })], again, again + 10_000)[0],
    ).toMatchObject({
      verdict: 'healthy',
      deliveredSamples: 20,
    });
  });

  it('counts samples a second once there is enough time to count', () => {
    expect(observe([3_600, { total: 0 }], [3_605, { total: 100 }])).not.toHaveProperty('deliveredPerSecond');
    expect(observe([3_600, { total: 0 }], [3_610, { total: 100 }]).deliveredPerSecond).toBe(10);
  });

  it('has no age where nothing was ever sent', () => {
    expect(observe([10, { retried: 5, total: 5, highestSentSeconds: 0 }])).not.toHaveProperty('newestSentAgeSeconds');
  });
});
