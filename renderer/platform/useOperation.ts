import { useCallback, useSyncExternalStore } from 'react';
import type { OperationChannel, RequestOf, ResponseOf } from '../../shared/contract/contract';
import type { Result } from '../../shared/contract/result';
import type { OperationState } from './operation-store';
import { operations } from './operations';

export interface Operation<C extends OperationChannel> {
  readonly operation: OperationState<C>;
  readonly run: (request: RequestOf<C>) => Promise<Result<ResponseOf<C>>>;
  /** Asks for the end; the state stays `loading` until it has really ended. */
  readonly cancel: () => void;
  /** Back to `idle`, for an operation that has ended. */
  readonly forget: () => void;
}

/** Runs an operation of the contract; it goes on, and its end is kept, when the component goes away. */
export function useOperation<C extends OperationChannel>(channel: C): Operation<C> {
  const operation = useSyncExternalStore(
    useCallback((notify: () => void) => operations.subscribe(notify), []),
    () => operations.stateOf(channel),
  );
  const run = useCallback((request: RequestOf<C>) => operations.run(channel, request), [channel]);
  const cancel = useCallback(() => {
    const state = operations.stateOf(channel);
    if (state.state === 'loading') operations.cancel(state.operationId);
  }, [channel]);
  const forget = useCallback(() => operations.forget(channel), [channel]);
  return { operation, run, cancel, forget };
}
