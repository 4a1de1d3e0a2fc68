/** Readings of Alloy's counters over time, and what they say about each endpoint. */
import type { DeliveryVerdict, EndpointStatus } from '../../../shared/contract/endpoint';
import { deliveredOf, verdictOf, type QueueCounters } from '../../alloy-api/delivery';

interface Reading {
  readonly atMs: number;
  readonly counters: QueueCounters;
}

interface QueueHistory {
  readings: Reading[];
  verdict: DeliveryVerdict;
  sinceMs: number;
  lastMoveAtMs: number;
}

/** Long enough for one batch in flight not to look like a delivery, short enough to notice a repaired endpoint. */
const windowMs = 45_000;
/** The default scrape interval is a minute: nothing moves for that long on a healthy machine. */
const idleAfterMs = 150_000;

export class DeliveryWatch {
  #histories = new Map<string, QueueHistory>();
  #programStartedAtMs = 0;

  /**
   * Takes one reading of all queues and answers their state. Counters begin at 0 with the program, so a start within the
   * window counts as a reading of zeros; another start forgets everything.
   */
  observe(queues: readonly QueueCounters[], programStartedAtMs: number, nowMs: number): readonly EndpointStatus[] {
    if (programStartedAtMs !== this.#programStartedAtMs) {
      this.#histories = new Map();
      this.#programStartedAtMs = programStartedAtMs;
    }
    const kept = new Map<string, QueueHistory>();
    const states = queues.map((counters) => {
      const key = JSON.stringify([counters.componentId, counters.remoteName, counters.url]);
      const history = this.#histories.get(key) ?? this.#begin(counters, nowMs);
      kept.set(key, history);
      return this.#update(history, counters, nowMs);
    });
    this.#histories = kept;
    return states;
  }

  #begin(counters: QueueCounters, nowMs: number): QueueHistory {
    const isFresh = nowMs - this.#programStartedAtMs <= windowMs;
    const zeros = {
      ...counters,
      total: 0,
      failed: 0,
      retried: 0,
      pending: 0,
      highestQueuedSeconds: 0,
      highestSentSeconds: 0,
    };
    return {
      readings: isFresh ? [{ atMs: this.#programStartedAtMs, counters: zeros }] : [],
      verdict: 'not-known-yet',
      sinceMs: nowMs,
      lastMoveAtMs: nowMs,
    };
  }

  #update(history: QueueHistory, counters: QueueCounters, nowMs: number): EndpointStatus {
    const within = history.readings.filter(({ atMs }) => nowMs - atMs <= windowMs);
    // One older reading is kept as the base, so that rare polls still have something to compare with.
    const base = within[0] ?? history.readings.at(-1);
    history.readings = [...(base && within.length === 0 ? [base] : within), { atMs: nowMs, counters }];
    const verdict = base ? this.#verdict(history, base.counters, counters, nowMs) : firstVerdict(counters);
    if (verdict !== history.verdict) {
      history.verdict = verdict;
      history.sinceMs = nowMs;
    }
    return {
      componentId: counters.componentId,
      remoteName: counters.remoteName,
      url: counters.url,
      deliveredSamples: deliveredOf(counters),
      failedSamples: counters.failed,
      pendingSamples: counters.pending,
      ...rate(base, counters, nowMs),
      ...(counters.highestSentSeconds > 0
        ? { newestSentAgeSeconds: Math.max(0, nowMs / 1_000 - counters.highestSentSeconds) }
        : {}),
      verdict: history.verdict,
      sinceMs: history.sinceMs,
    };
  }

  #verdict(history: QueueHistory, before: QueueCounters, now: QueueCounters, nowMs: number): DeliveryVerdict {
    const verdict = verdictOf(before, now);
    if (verdict !== 'idle') {
      history.lastMoveAtMs = nowMs;
      return verdict;
    }
    return nowMs - history.lastMoveAtMs >= idleAfterMs ? 'idle' : history.verdict;
  }
}

/** With one reading only, counters that can mean but one thing speak; the rest waits for the second. */
function firstVerdict(counters: QueueCounters): DeliveryVerdict {
  if (deliveredOf(counters) === 0 && counters.failed > 0) return 'rejecting';
  return 'not-known-yet';
}

function rate(base: Reading | undefined, now: QueueCounters, nowMs: number): { deliveredPerSecond?: number } {
  const seconds = base ? (nowMs - base.atMs) / 1_000 : 0;
  if (!base || seconds < 10) return {};
  return { deliveredPerSecond: Math.max(0, deliveredOf(now) - deliveredOf(base.counters)) / seconds };
}
