import { describe, expect, test } from 'vitest';
import { Logger } from '../../../../electron/demo-alloy/log';
import { WriteQueue, type SendOutcome } from '../../../../electron/demo-alloy/prometheus/queue';
import type { Sample } from '../../../../electron/demo-alloy/prometheus/labels';
import { fixture } from '../alloy-under-test';
import { ManualClock, settle } from '../manual-clock';

interface EndpointCase {
  readonly kind: string;
  readonly firstComplaint: string | null;
  readonly after690s: Readonly<Record<string, number>>;
}

const recorded = fixture('endpoint-cases.json') as readonly EndpointCase[];
const batch = 4;
const scrapeEveryMs = 5000;

class Endpoint {
  readonly clock = new ManualClock(0);
  readonly sentAt: number[] = [];
  log = '';
  outcome: () => SendOutcome;
  readonly queue: WriteQueue;

  constructor(outcome: () => SendOutcome, options: { flushDeadlineMs?: number; maxSamplesPerSend?: number } = {}) {
    this.outcome = outcome;
    const log = new Logger(this.clock, (line) => {
      this.log += line;
    });
    log.configure('info', 'logfmt');
    this.queue = new WriteQueue(
      {
        capacity: 10_000,
        maxSamplesPerSend: options.maxSamplesPerSend ?? 2000,
        batchSendDeadlineMs: 5000,
        minBackoffMs: 30,
        maxBackoffMs: 5000,
      },
      {
        clock: this.clock,
        log,
        send: () => {
          this.sentAt.push(this.clock.now());
          return Promise.resolve(this.outcome());
        },
        flushDeadlineMs: () => options.flushDeadlineMs ?? 60_000,
      },
    );
  }

  lines(message: string): string[] {
    return this.log.split('\n').filter((line) => line.includes(`msg="${message}"`));
  }

  /** Four samples every five seconds, for as long as the recording ran. */
  async runAsRecorded(): Promise<void> {
    await this.clock.advance(9400);
    for (let scrape = 0; scrape < 135; scrape += 1) {
      this.queue.add(samples(batch, this.clock.now()));
      await this.clock.advance(scrape < 134 ? scrapeEveryMs : 500);
    }
  }
}

function samples(count: number, timestampMs: number): Sample[] {
  return Array.from({ length: count }, (_unused, index) => ({
    labels: new Map([['__name__', `m${index}`]]),
    value: index,
    timestampMs,
  }));
}

const sent: SendOutcome = { kind: 'sent' };
const rejected: SendOutcome = { kind: 'rejected', message: 'server returned HTTP status 404 Not Found: no' };
const recoverable: SendOutcome = {
  kind: 'recoverable',
  message: 'server returned HTTP status 500 Internal Server Error: no',
};

const outcomes: readonly (readonly [string, SendOutcome])[] = [
  ['ok204', sent],
  ['html200', sent],
  ['308', sent],
  ['404', rejected],
  ['401', rejected],
  ['400', rejected],
  ['429off', rejected],
  ['302', rejected],
  ['500', recoverable],
  ['429', recoverable],
  ['refused', recoverable],
  ['noscheme', recoverable],
];

describe('the counters of a queue after eleven minutes agree with the recorded ones', () => {
  test.each(outcomes)('%s', async (kind, outcome) => {
    const expected = recorded.find((entry) => entry.kind === kind)?.after690s ?? {};
    const endpoint = new Endpoint(() => outcome);
    await endpoint.runAsRecorded();
    const figures = endpoint.queue.figures();
    // The moment of the recorded reading is known to half a scrape, so one batch may be on either side of it.
    const near = (value: number, recordedValue: number | undefined): void =>
      expect(Math.abs(value - (recordedValue ?? Number.NaN))).toBeLessThanOrEqual(2 * batch);
    near(figures.attempted, expected['samples_total']);
    near(figures.failed, expected['samples_failed_total']);
    near(figures.retried, expected['samples_retried_total']);
    near(figures.pending, expected['samples_pending']);
    expect(figures.bytes === 0).toBe(expected['bytes_total'] === 0);
    expect(figures.highestSentSeconds === 0).toBe(expected['queue_highest_sent_timestamp_seconds'] === 0);
    expect([0, batch]).toContain(
      figures.attempted -
        figures.failed -
        figures.retried -
        (outcome === sent ? figures.attempted : 0) +
        (outcome === sent ? batch : 0),
    );
    await stop(endpoint);
  });
});

async function stop(endpoint: Endpoint): Promise<void> {
  const stopped = endpoint.queue.stop();
  await endpoint.clock.advance(120_000);
  await stopped;
}

describe('a queue', () => {
  test('waits 30 ms before the first retry, then twice as long each time, at most 5 s', async () => {
    const endpoint = new Endpoint(() => recoverable);
    endpoint.queue.add(samples(1, 0));
    await endpoint.clock.advance(30_000);
    const waits = endpoint.sentAt.slice(1).map((at, index) => at - (endpoint.sentAt[index] ?? 0));
    expect(waits.slice(0, 10)).toEqual([30, 60, 120, 240, 480, 960, 1920, 3840, 5000, 5000]);
    await stop(endpoint);
  });

  test('waits as long as Retry-After says', async () => {
    const endpoint = new Endpoint(() => ({ kind: 'recoverable', message: 'busy', retryAfterMs: 7000 }));
    endpoint.queue.add(samples(1, 0));
    await endpoint.clock.advance(13_000);
    expect(endpoint.sentAt).toEqual([5000, 12_000]);
    await stop(endpoint);
  });

  test('complains about an endpoint once a minute', async () => {
    const endpoint = new Endpoint(() => recoverable);
    endpoint.queue.add(samples(1, 0));
    await endpoint.clock.advance(190_000);
    expect(endpoint.lines('Failed to send batch, retrying')).toHaveLength(4);
    await stop(endpoint);
  });

  test('sends a full batch at once and the rest when it is due', async () => {
    const sizes: number[] = [];
    const endpoint: Endpoint = new Endpoint(
      () => {
        sizes.push(endpoint.queue.figures().attempted);
        return sent;
      },
      { maxSamplesPerSend: 10 },
    );
    await settle();
    endpoint.queue.add(samples(25, 0));
    await settle();
    expect(endpoint.sentAt).toEqual([0, 0]);
    await endpoint.clock.advance(5000);
    expect(sizes).toEqual([10, 20, 25]);
    await stop(endpoint);
  });

  test('delivers what waits before it stops, without waiting until it is due', async () => {
    const endpoint = new Endpoint(() => sent);
    endpoint.queue.add(samples(3, 0));
    await settle();
    await endpoint.queue.stop();
    expect(endpoint.queue.figures()).toMatchObject({ attempted: 3, failed: 0, pending: 0 });
    expect(endpoint.clock.now()).toBe(0);
  });

  test('gives up a dead endpoint after the flush deadline and says so as Alloy does', async () => {
    const endpoint = new Endpoint(() => recoverable, { flushDeadlineMs: 60_000 });
    endpoint.queue.add(samples(39, 0));
    await endpoint.clock.advance(20_000);
    let isStopped = false;
    const stopped = endpoint.queue.stop().then(() => {
      isStopped = true;
    });
    await endpoint.clock.advance(59_000);
    expect(isStopped).toBe(false);
    await endpoint.clock.advance(2000);
    await stopped;
    expect(endpoint.lines('non-recoverable error')[0]).toContain(
      'failedSampleCount=39 failedHistogramCount=0 failedExemplarCount=0 err="context canceled"',
    );
  });
});
