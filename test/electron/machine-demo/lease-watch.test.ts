import { describe, expect, it } from 'vitest';
import { LeaseWatch } from '../../../electron/machine-demo/lease-watch';

const leaseMs = 60_000;

/** Looks every second from `from` to `to`, at a lease that was last renewed at the time given. */
function lookThrough(watch: LeaseWatch, from: number, to: number, renewedAtMs: number): boolean {
  let isOver = false;
  for (let now = from; now <= to; now += 1_000) isOver = watch.isOver(now, renewedAtMs);
  return isOver;
}

describe('the lease of a demo computer', () => {
  it('holds for its time and is over after that', () => {
    const watch = new LeaseWatch(leaseMs, 0);
    expect(lookThrough(watch, 0, 60_000, 0)).toBe(false);
    expect(watch.isOver(61_000, 0)).toBe(true);
  });

  it('holds on when it is renewed', () => {
    const watch = new LeaseWatch(leaseMs, 0);
    lookThrough(watch, 0, 60_000, 0);
    expect(lookThrough(watch, 61_000, 110_000, 60_500)).toBe(false);
  });

  it('is over when there is none', () => {
    expect(new LeaseWatch(leaseMs, 0).isOver(1_000, undefined)).toBe(true);
  });

  it('is not over because the laptop slept, and is when nobody renews it afterwards', () => {
    const watch = new LeaseWatch(leaseMs, 0);
    lookThrough(watch, 0, 10_000, 5_000);
    const morning = 8 * 3_600_000;
    expect(lookThrough(watch, morning, morning + 60_000, 5_000)).toBe(false);
    expect(watch.isOver(morning + 61_000, 5_000)).toBe(true);
  });

  it('is not over because somebody set the clock', () => {
    const watch = new LeaseWatch(leaseMs, 1_000_000);
    lookThrough(watch, 1_000_000, 1_010_000, 1_005_000);
    expect(watch.isOver(2_000_000, 1_005_000)).toBe(false);
    expect(watch.isOver(500_000, 2_000_000)).toBe(false);
  });
});
