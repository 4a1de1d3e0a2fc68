import { describe, expect, test } from 'vitest';
import type { Result } from '../../../shared/contract/result';
import { QueryStore, lastOf, type QueryWorld } from '../../../renderer/platform/query-store';

/** A world whose clock stands still until it is moved. */
class StillWorld implements QueryWorld {
  nowMs = 1_000;
  hidden = false;
  readonly timers = new Map<number, { readonly run: () => void; readonly ms: number }>();
  #visibility: () => void = () => undefined;
  #nextTimer = 1;

  readonly now = (): number => this.nowMs;
  readonly isHidden = (): boolean => this.hidden;
  readonly setTimer = (run: () => void, ms: number): unknown => {
    const id = this.#nextTimer++;
    this.timers.set(id, { run, ms });
    return id;
  };
  readonly clearTimer = (timer: unknown): void => void this.timers.delete(timer as number);
  readonly onVisibility = (listener: () => void): void => {
    this.#visibility = listener;
  };

  setHidden(hidden: boolean): void {
    this.hidden = hidden;
    this.#visibility();
  }

  fire(): void {
    const due = [...this.timers.values()];
    this.timers.clear();
    for (const { run } of due) run();
  }
}

/** Answers come when the test gives them. */
class Questions {
  readonly open: ((result: Result<unknown>) => void)[] = [];
  readonly read = (): Promise<Result<unknown>> => new Promise((resolve) => this.open.push(resolve));

  async answer(value: unknown): Promise<void> {
    this.open.shift()?.({ ok: true, value });
    await settled();
  }

  async fail(): Promise<void> {
    this.open.shift()?.({ ok: false, failure: { code: 'timed-out', reason: 'alloy-not-answering' } });
    await settled();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const nobody = { notify: () => undefined };

describe('the query store', () => {
  test('shares one reading among all who ask for the same thing', async () => {
    const [world, questions] = [new StillWorld(), new Questions()];
    const store = new QueryStore(world);
    store.subscribe('status', questions.read, nobody);
    store.subscribe('status', questions.read, nobody);
    expect(questions.open).toHaveLength(1);
    await questions.answer('up');
    expect(store.stateOf('status')).toEqual({ state: 'ready', value: 'up', readAtMs: 1_000, isReloading: false });
  });

  test('keeps the last value with its time while it reads again', async () => {
    const [world, questions] = [new StillWorld(), new Questions()];
    const store = new QueryStore(world);
    store.subscribe('status', questions.read, nobody);
    await questions.answer('up');
    world.nowMs = 9_000;
    store.refresh('status');
    expect(store.stateOf('status')).toEqual({ state: 'ready', value: 'up', readAtMs: 1_000, isReloading: true });
  });

  test('keeps the last value with its time when reading fails', async () => {
    const [world, questions] = [new StillWorld(), new Questions()];
    const store = new QueryStore(world);
    store.subscribe('status', questions.read, nobody);
    await questions.answer('up');
    world.nowMs = 9_000;
    store.refresh('status');
    await questions.fail();
    expect(store.stateOf('status')).toMatchObject({ state: 'failed', atMs: 9_000 });
    expect(lastOf(store.stateOf('status'))).toEqual({ value: 'up', readAtMs: 1_000 });
  });

  test('reads again at the shortest interval that anybody wants', async () => {
    const [world, questions] = [new StillWorld(), new Questions()];
    const store = new QueryStore(world);
    store.subscribe('status', questions.read, { ...nobody, pollMs: 5_000 });
    store.subscribe('status', questions.read, { ...nobody, pollMs: 2_000 });
    await questions.answer('up');
    expect([...world.timers.values()].map(({ ms }) => ms)).toEqual([2_000]);
    world.fire();
    expect(questions.open).toHaveLength(1);
  });

  test('rests while the page is hidden and reads at once when it is seen again', async () => {
    const [world, questions] = [new StillWorld(), new Questions()];
    const store = new QueryStore(world);
    store.subscribe('status', questions.read, { ...nobody, pollMs: 2_000 });
    await questions.answer('up');
    world.setHidden(true);
    expect(world.timers.size).toBe(0);
    expect(questions.open).toHaveLength(0);
    world.setHidden(false);
    expect(questions.open).toHaveLength(1);
  });

  test('reads once more when it was asked to during a reading', async () => {
    const [world, questions] = [new StillWorld(), new Questions()];
    const store = new QueryStore(world);
    store.subscribe('status', questions.read, nobody);
    store.refresh('status');
    await questions.answer('before');
    expect(questions.open).toHaveLength(1);
    await questions.answer('after');
    expect(lastOf(store.stateOf('status'))?.value).toBe('after');
    expect(questions.open).toHaveLength(0);
  });

  test('leaves no timer when nobody looks any more', async () => {
    const [world, questions] = [new StillWorld(), new Questions()];
    const store = new QueryStore(world);
    const leave = store.subscribe('status', questions.read, { ...nobody, pollMs: 2_000 });
    await questions.answer('up');
    leave();
    expect(world.timers.size).toBe(0);
  });
});
