import type { Clock } from '../../../electron/machine/clock';

/** Time that passes only when somebody sleeps, and then at once. */
export class FakeClock implements Clock {
  #now: number;
  /** Called after each sleep, so that a test can let something happen at a time. */
  onTick: (now: number) => void = () => undefined;

  constructor(now = Date.UTC(2026, 10, 25, 12)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  async sleep(ms: number): Promise<void> {
    this.advance(ms);
    await Promise.resolve();
  }

  advance(ms: number): void {
    this.#now += ms;
    this.onTick(this.#now);
  }
}
