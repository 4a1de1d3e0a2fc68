import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../../shared/contract/contract';
import type { OperationProgress } from '../../../shared/contract/operation';
import type { Result } from '../../../shared/contract/result';
import { OperationStore, type OperationWorld } from '../../../renderer/platform/operation-store';

/** The main process as far as operations go: it ends them when the test says so. */
class ScriptedMain implements OperationWorld {
  readonly cancelled: string[] = [];
  readonly ends: ((result: Result<never>) => void)[] = [];
  progress: (event: EventOf<'operationProgress'>) => void = () => undefined;
  change: (event: EventOf<'operationChanged'>) => void = () => undefined;
  #ids = 0;

  readonly now = (): number => 5_000;
  readonly newId = (): string => `operation-${++this.#ids}`;
  readonly start = (): Promise<Result<never>> => new Promise((resolve) => this.ends.push(resolve));
  readonly cancel = (id: string): Promise<unknown> => Promise.resolve(this.cancelled.push(id));
  readonly onProgress = (listener: (event: EventOf<'operationProgress'>) => void): void => {
    this.progress = listener;
  };
  readonly onChanged = (listener: (event: EventOf<'operationChanged'>) => void): void => {
    this.change = listener;
  };
}

const url = 'https://prom01.example/api/v1/write';

function progress(operationId: string): OperationProgress {
  return {
    operationId,
    operation: 'endpointProbe',
    step: { id: 'progress-probe-name' },
    stepIndex: 0,
    stepCount: 3,
    canCancel: true,
  };
}

describe('the operation store', () => {
  test('shows the progress of the operation that runs, and of no other', () => {
    const main = new ScriptedMain();
    const store = new OperationStore(main);
    void store.run('endpointProbe', { url });
    main.progress(progress('another-one'));
    expect(store.stateOf('endpointProbe')).not.toHaveProperty('progress');
    main.progress(progress('operation-1'));
    expect(store.stateOf('endpointProbe')).toMatchObject({ state: 'loading', progress: { stepIndex: 0 } });
  });

  test('stays under way after a wish to cancel, until the operation has ended', async () => {
    const main = new ScriptedMain();
    const store = new OperationStore(main);
    const end = store.run('endpointProbe', { url });
    store.cancel('operation-1');
    expect(main.cancelled).toEqual(['operation-1']);
    expect(store.stateOf('endpointProbe')).toMatchObject({ state: 'loading', isCancelling: true });
    main.ends[0]?.({ ok: false, failure: { code: 'cancelled', reason: 'operation-cancelled' } });
    await end;
    expect(store.stateOf('endpointProbe')).toMatchObject({ state: 'failed', failure: { code: 'cancelled' } });
  });

  test('lets the later of two calls own the state', async () => {
    const main = new ScriptedMain();
    const store = new OperationStore(main);
    const first = store.run('endpointProbe', { url });
    void store.run('endpointProbe', { url });
    main.ends[0]?.({ ok: false, failure: { code: 'timed-out', reason: 'unexpected' } });
    await first;
    expect(store.stateOf('endpointProbe')).toMatchObject({ state: 'loading', operationId: 'operation-2' });
  });

  test('knows the change that another window started', () => {
    const main = new ScriptedMain();
    const store = new OperationStore(main);
    expect(store.running()).toBeUndefined();
    const running = { operationId: 'of-another-window', operation: 'setupApply', startedAtMs: 1 };
    main.change({ running });
    expect(store.running()).toEqual(running);
    main.change({ running: null });
    expect(store.running()).toBeNull();
  });

  test('does not forget an operation that still runs', () => {
    const main = new ScriptedMain();
    const store = new OperationStore(main);
    void store.run('endpointProbe', { url });
    store.forget('endpointProbe');
    expect(store.stateOf('endpointProbe').state).toBe('loading');
  });
});
