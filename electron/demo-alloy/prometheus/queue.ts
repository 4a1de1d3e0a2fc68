/**
 * The queue of one remote write endpoint: batches, back-off, counters.
 * Source: prometheus/prometheus `storage/remote/queue_manager.go`. One shard; what waits is kept in memory, not in a log on disk.
 */
import { pause, type Clock } from '../clock';
import type { Logger } from '../log';
import { encodeWriteRequest } from './write-request';
import type { Sample } from './labels';

export type SendOutcome =
  | { readonly kind: 'sent' }
  /** Sent again after a pause, for ever. */
  | { readonly kind: 'recoverable'; readonly message: string; readonly retryAfterMs?: number }
  /** The batch is dropped. */
  | { readonly kind: 'rejected'; readonly message: string };

export interface QueueSettings {
  readonly capacity: number;
  readonly maxSamplesPerSend: number;
  readonly batchSendDeadlineMs: number;
  readonly minBackoffMs: number;
  readonly maxBackoffMs: number;
}

export interface QueueFigures {
  readonly attempted: number;
  readonly failed: number;
  readonly retried: number;
  readonly pending: number;
  readonly bytes: number;
  readonly batches: number;
  readonly batchSeconds: number;
  /** Seconds; 0 before anything came in or went out. */
  readonly highestSeconds: number;
  readonly highestSentSeconds: number;
}

export interface QueueDependencies {
  readonly clock: Clock;
  readonly log: Logger;
  readonly send: (body: Uint8Array, signal: AbortSignal) => Promise<SendOutcome>;
  /** How long a queue that is stopped goes on trying; asked when the stop begins. */
  readonly flushDeadlineMs: () => number;
}

/** The same message is logged once a minute at most. */
const quietMs = 60_000;

export class WriteQueue {
  readonly #settings: QueueSettings;
  readonly #with: QueueDependencies;
  readonly #abort = new AbortController();
  readonly #lastLogged = new Map<string, number>();
  readonly #done: Promise<void>;
  #waiting: Sample[] = [];
  #inFlight = 0;
  #isStopping = false;
  #wake: () => void = () => undefined;
  #figures = {
    attempted: 0,
    failed: 0,
    retried: 0,
    bytes: 0,
    batches: 0,
    batchSeconds: 0,
    highestSeconds: 0,
    highestSentSeconds: 0,
  };

  constructor(settings: QueueSettings, dependencies: QueueDependencies) {
    this.#settings = settings;
    this.#with = dependencies;
    this.#done = this.#run();
  }

  /** Takes samples in; never waits. */
  add(samples: readonly Sample[]): void {
    if (this.#isStopping) return;
    for (const sample of samples) {
      this.#waiting.push(sample);
      this.#figures.highestSeconds = Math.max(this.#figures.highestSeconds, Math.floor(sample.timestampMs / 1000));
    }
    if (this.#waiting.length >= this.#settings.maxSamplesPerSend) this.#wake();
  }

  figures(): QueueFigures {
    return { ...this.#figures, pending: this.#waiting.length + this.#inFlight };
  }

  /** Sends what waits, for as long as the flush deadline allows; then gives up. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const cancel = this.#with.clock.after(this.#with.flushDeadlineMs(), () => this.#abort.abort('cancelled'));
    this.#wake();
    await this.#done;
    cancel();
  }

  async #run(): Promise<void> {
    for (;;) {
      if (!this.#isStopping && this.#waiting.length < this.#settings.maxSamplesPerSend) await this.#deadline();
      if (this.#isStopping && (this.#waiting.length === 0 || this.#abort.signal.aborted)) return;
      const batch = this.#waiting.splice(0, this.#settings.maxSamplesPerSend);
      if (batch.length > 0) await this.#deliver(batch);
    }
  }

  /** Until the batch is due, full, or the queue stops. */
  #deadline(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#with.clock.after(this.#settings.batchSendDeadlineMs, () => this.#wake());
      this.#wake = () => {
        this.#wake = () => undefined;
        cancel();
        resolve();
      };
    });
  }

  async #deliver(batch: readonly Sample[]): Promise<void> {
    const body = encodeWriteRequest(batch);
    this.#inFlight = batch.length;
    let backoffMs = this.#settings.minBackoffMs;
    for (;;) {
      const outcome = await this.#attempt(batch, body);
      if (outcome.kind === 'sent') break;
      if (outcome.kind === 'rejected') {
        this.#drop(batch, outcome.message);
        break;
      }
      const sleepMs = outcome.retryAfterMs ?? backoffMs;
      if (outcome.retryAfterMs !== undefined) {
        this.#logQuietly('info', 'Retrying after duration specified by Retry-After header', [
          ['duration', { durationMs: sleepMs }],
        ]);
      }
      await pause(this.#with.clock, sleepMs, this.#abort.signal);
      if (this.#abort.signal.aborted) {
        this.#drop(batch, 'context canceled');
        break;
      }
      this.#figures.retried += batch.length;
      this.#logQuietly('warn', 'Failed to send batch, retrying', [['err', outcome.message]]);
      backoffMs = Math.min(sleepMs * 2, this.#settings.maxBackoffMs);
    }
    this.#inFlight = 0;
  }

  /** Every attempt counts in `attempted`, whatever becomes of it. */
  async #attempt(batch: readonly Sample[], body: Uint8Array): Promise<SendOutcome> {
    const begin = this.#with.clock.now();
    this.#figures.attempted += batch.length;
    const outcome = await this.#with.send(body, this.#abort.signal);
    this.#figures.batches += 1;
    this.#figures.batchSeconds += (this.#with.clock.now() - begin) / 1000;
    if (outcome.kind === 'recoverable') return outcome;
    this.#figures.bytes += body.length;
    const newest = batch.reduce((highest, sample) => Math.max(highest, sample.timestampMs), 0);
    this.#figures.highestSentSeconds = Math.max(this.#figures.highestSentSeconds, Math.floor(newest / 1000));
    return outcome;
  }

  #drop(batch: readonly Sample[], message: string): void {
    this.#figures.failed += batch.length;
    this.#logQuietly('error', 'non-recoverable error', [
      ['failedSampleCount', batch.length],
      ['failedHistogramCount', 0],
      ['failedExemplarCount', 0],
      ['err', message],
    ]);
  }

  #logQuietly(level: 'info' | 'warn' | 'error', message: string, fields: Parameters<Logger['warn']>[1][]): void {
    const now = this.#with.clock.now();
    const last = this.#lastLogged.get(message);
    if (last !== undefined && now - last < quietMs) return;
    this.#lastLogged.set(message, now);
    this.#with.log[level](message, ...fields);
  }
}
