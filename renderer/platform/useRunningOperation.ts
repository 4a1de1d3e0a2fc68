import { useCallback, useSyncExternalStore } from 'react';
import type { OperationProgress, RunningOperation } from '../../shared/contract/operation';
import { operations } from './operations';
import { lastOf } from './query-store';
import { useMachineStatus } from './useMachineStatus';

export interface CurrentChange {
  readonly running: RunningOperation;
  readonly progress: OperationProgress | undefined;
  readonly cancel: () => void;
}

const subscribe = (listener: () => void): (() => void) => operations.subscribe(listener);

/** The operation that changes the machine now, whoever started it: by events, and by the status before the first event. */
export function useRunningOperation(): CurrentChange | null {
  const told = useSyncExternalStore(
    subscribe,
    useCallback(() => operations.running(), []),
  );
  const { query } = useMachineStatus();
  const running = told === undefined ? lastOf(query)?.value.operation : told;
  const operationId = running?.operationId;
  const toldProgress = useSyncExternalStore(
    subscribe,
    useCallback(() => (operationId === undefined ? undefined : operations.progressOf(operationId)), [operationId]),
  );
  if (!running) return null;
  // A page that came later than the last event has it from the status.
  const progress = toldProgress ?? running.progress;
  return { running, progress, cancel: () => operations.cancel(running.operationId) };
}
