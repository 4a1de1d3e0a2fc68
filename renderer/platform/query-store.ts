/**
 * One store for all queries of the page: who asks for the same thing shares one reading and one timer. The last value
 * stays while it is read again and when reading fails, each with its time.
 */
import type { Failure, Result } from '../../shared/contract/result';

export interface LastValue<T> {
  readonly value: T;
  readonly readAtMs: number;
}

export type QueryState<T> =
  | { readonly state: 'idle' }
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T; readonly readAtMs: number; readonly isReloading: boolean }
  | { readonly state: 'failed'; readonly failure: Failure; readonly atMs: number; readonly last?: LastValue<T> };

/** What is known, however old; `undefined` before the first answer. */
export function lastOf<T>(query: QueryState<T>): LastValue<T> | undefined {
  if (query.state === 'ready') return { value: query.value, readAtMs: query.readAtMs };
  return query.state === 'failed' ? query.last : undefined;
}

/** What the store needs from the browser; handed in, so that tests hold the clock. */
export interface QueryWorld {
  readonly now: () => number;
  readonly setTimer: (run: () => void, ms: number) => unknown;
  readonly clearTimer: (timer: unknown) => void;
  readonly isHidden: () => boolean;
  /** Called whenever the page is hidden or shown again. */
  readonly onVisibility: (listener: () => void) => void;
}

interface Subscriber {
  readonly notify: () => void;
  readonly pollMs: number | undefined;
}

interface Entry {
  readonly read: () => Promise<Result<unknown>>;
  readonly subscribers: Set<Subscriber>;
  state: QueryState<unknown>;
  isReading: boolean;
  mustReadAgain: boolean;
  timer: unknown;
}

const idle: QueryState<never> = { state: 'idle' };

export class QueryStore {
  readonly #world: QueryWorld;
  readonly #entries = new Map<string, Entry>();

  constructor(world: QueryWorld) {
    this.#world = world;
    world.onVisibility(() => this.#onVisibility());
  }

  /** The same object until something changed, as React's external stores want it. */
  stateOf(key: string): QueryState<unknown> {
    return this.#entries.get(key)?.state ?? idle;
  }

  /** Reads at once if nobody else keeps this value fresh, and then every `pollMs`. The answer is the undo. */
  subscribe(
    key: string,
    read: () => Promise<Result<unknown>>,
    { notify, pollMs }: { readonly notify: () => void; readonly pollMs?: number | undefined },
  ): () => void {
    const entry = this.#entries.get(key) ?? this.#newEntry(key, read);
    const subscriber: Subscriber = { notify, pollMs };
    entry.subscribers.add(subscriber);
    if (entry.subscribers.size === 1 || entry.state.state === 'idle') void this.#read(entry);
    else this.#schedule(entry);
    return () => {
      entry.subscribers.delete(subscriber);
      this.#schedule(entry);
    };
  }

  /** Reads now; during a reading once more after it, because that one may have looked too early. */
  refresh(key: string): void {
    const entry = this.#entries.get(key);
    if (entry) void this.#read(entry);
  }

  /** Everything that is on show. */
  refreshAll(): void {
    for (const entry of this.#entries.values()) if (entry.subscribers.size > 0) void this.#read(entry);
  }

  #newEntry(key: string, read: () => Promise<Result<unknown>>): Entry {
    const entry: Entry = {
      read,
      subscribers: new Set(),
      state: idle,
      isReading: false,
      mustReadAgain: false,
      timer: undefined,
    };
    this.#entries.set(key, entry);
    return entry;
  }

  async #read(entry: Entry): Promise<void> {
    if (entry.isReading) {
      entry.mustReadAgain = true;
      return;
    }
    entry.isReading = true;
    this.#stopTimer(entry);
    this.#set(entry, reading(entry.state));
    do {
      entry.mustReadAgain = false;
      const result = await entry.read();
      this.#set(entry, this.#after(entry.state, result));
      // oxlint-disable-next-line typescript/no-unnecessary-condition -- set by others during the await
    } while (entry.mustReadAgain);
    entry.isReading = false;
    this.#schedule(entry);
  }

  #after(before: QueryState<unknown>, result: Result<unknown>): QueryState<unknown> {
    const atMs = this.#world.now();
    if (result.ok) return { state: 'ready', value: result.value, readAtMs: atMs, isReloading: false };
    const last = lastOf(before);
    return { state: 'failed', failure: result.failure, atMs, ...(last ? { last } : {}) };
  }

  #set(entry: Entry, state: QueryState<unknown>): void {
    if (entry.state === state) return;
    entry.state = state;
    for (const { notify } of entry.subscribers) notify();
  }

  /** One timer at the shortest interval that anybody wants; none while the page is hidden. */
  #schedule(entry: Entry): void {
    this.#stopTimer(entry);
    const intervals = [...entry.subscribers].flatMap(({ pollMs }) => (pollMs === undefined ? [] : [pollMs]));
    if (intervals.length === 0 || entry.isReading || this.#world.isHidden()) return;
    entry.timer = this.#world.setTimer(() => void this.#read(entry), Math.min(...intervals));
  }

  #stopTimer(entry: Entry): void {
    if (entry.timer !== undefined) this.#world.clearTimer(entry.timer);
    entry.timer = undefined;
  }

  #onVisibility(): void {
    for (const entry of this.#entries.values()) {
      if (this.#world.isHidden()) this.#stopTimer(entry);
      else if (entry.subscribers.size > 0) void this.#read(entry);
    }
  }
}

function reading(state: QueryState<unknown>): QueryState<unknown> {
  if (state.state === 'ready') return { ...state, isReloading: true };
  return state.state === 'failed' ? state : { state: 'loading' };
}
