/**
 * Decides when a computer goes off because nobody renews its lease. Time that this program did not see, because the host
 * slept or was too busy, counts for nothing: the app could not renew anything in it either.
 */
export class LeaseWatch {
  readonly #leaseMs: number;
  #seenAtMs: number;
  /** Since when looks have followed each other closely enough to be believed. */
  #awakeSinceMs: number;

  constructor(leaseMs: number, nowMs: number) {
    this.#leaseMs = leaseMs;
    this.#seenAtMs = nowMs;
    this.#awakeSinceMs = Number.NEGATIVE_INFINITY;
  }

  /** `renewedAtMs`: undefined when there is no lease. */
  isOver(nowMs: number, renewedAtMs: number | undefined): boolean {
    const gapMs = nowMs - this.#seenAtMs;
    // Backwards: somebody set the clock.
    if (gapMs < 0 || gapMs > this.#leaseMs / 4) this.#awakeSinceMs = nowMs;
    this.#seenAtMs = nowMs;
    if (renewedAtMs === undefined) return true;
    return nowMs - Math.max(renewedAtMs, this.#awakeSinceMs) > this.#leaseMs;
  }
}
