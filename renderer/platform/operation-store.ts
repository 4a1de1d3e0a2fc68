/**
 * Operations that this page started, one for each channel. They live here and not in a component, so that leaving a
 * page neither ends one nor forgets how it ended.
 */
import type { EventOf, OperationChannel, RequestOf, ResponseOf } from '../../shared/contract/contract';
import type { OperationProgress, RunningOperation } from '../../shared/contract/operation';
import type { Failure, Result } from '../../shared/contract/result';

export type OperationState<C extends OperationChannel> =
  | { readonly state: 'idle' }
  | {
      readonly state: 'loading';
      readonly operationId: string;
      readonly startedAtMs: number;
      readonly progress?: OperationProgress;
      readonly isCancelling: boolean;
    }
  | { readonly state: 'ready'; readonly value: ResponseOf<C>; readonly startedAtMs: number; readonly endedAtMs: number }
  | {
      readonly state: 'failed';
      readonly failure: Failure;
      readonly startedAtMs: number;
      readonly endedAtMs: number;
      /** Where it was when it ended. */
      readonly progress?: OperationProgress;
    };

export interface OperationWorld {
  readonly now: () => number;
  readonly newId: () => string;
  readonly start: <C extends OperationChannel>(
    channel: C,
    request: RequestOf<C>,
    operationId: string,
  ) => Promise<Result<ResponseOf<C>>>;
  readonly cancel: (operationId: string) => Promise<unknown>;
  readonly onProgress: (listener: (progress: EventOf<'operationProgress'>) => void) => void;
  readonly onChanged: (listener: (change: EventOf<'operationChanged'>) => void) => void;
}

const idle = { state: 'idle' } as const;

export class OperationStore {
  readonly #world: OperationWorld;
  readonly #states = new Map<OperationChannel, OperationState<OperationChannel>>();
  readonly #listeners = new Set<() => void>();
  readonly #progress = new Map<string, OperationProgress>();
  #running: RunningOperation | null | undefined;

  constructor(world: OperationWorld) {
    this.#world = world;
    world.onProgress((progress) => this.#onProgress(progress));
    world.onChanged(({ running }) => this.#onChanged(running));
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stateOf<C extends OperationChannel>(channel: C): OperationState<C> {
    return (this.#states.get(channel) ?? idle) as OperationState<C>;
  }

  /** The changing operation of the machine as told by events; `undefined` before the first event. */
  running(): RunningOperation | null | undefined {
    return this.#running;
  }

  progressOf(operationId: string): OperationProgress | undefined {
    return this.#progress.get(operationId);
  }

  async run<C extends OperationChannel>(channel: C, request: RequestOf<C>): Promise<Result<ResponseOf<C>>> {
    const operationId = this.#world.newId();
    const startedAtMs = this.#world.now();
    this.#set(channel, { state: 'loading', operationId, startedAtMs, isCancelling: false });
    const result = await this.#world.start(channel, request, operationId);
    const endedAtMs = this.#world.now();
    const progress = this.#progress.get(operationId);
    this.#progress.delete(operationId);
    // A later call of the same channel owns the state.
    const current = this.#states.get(channel);
    if (current?.state !== 'loading' || current.operationId !== operationId) return result;
    this.#set(
      channel,
      result.ok
        ? { state: 'ready', value: result.value, startedAtMs, endedAtMs }
        : { state: 'failed', failure: result.failure, startedAtMs, endedAtMs, ...(progress ? { progress } : {}) },
    );
    return result;
  }

  /** Asks for the end; the state stays `loading` until the operation has really ended. */
  cancel(operationId: string): void {
    for (const [channel, state] of this.#states) {
      if (state.state === 'loading' && state.operationId === operationId)
        this.#set(channel, { ...state, isCancelling: true });
    }
    void this.#world.cancel(operationId);
  }

  /** Forgets how it ended, for a channel that does not run. */
  forget(channel: OperationChannel): void {
    if (this.#states.get(channel)?.state !== 'loading') this.#set(channel, idle);
  }

  #onProgress(progress: OperationProgress): void {
    this.#progress.set(progress.operationId, progress);
    for (const [channel, state] of this.#states) {
      if (state.state === 'loading' && state.operationId === progress.operationId)
        this.#states.set(channel, { ...state, progress });
    }
    this.#notify();
  }

  #onChanged(running: RunningOperation | null): void {
    if (this.#running && running?.operationId !== this.#running.operationId)
      this.#progress.delete(this.#running.operationId);
    this.#running = running;
    this.#notify();
  }

  #set(channel: OperationChannel, state: OperationState<OperationChannel>): void {
    this.#states.set(channel, state);
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
