import { useCallback, useSyncExternalStore } from 'react';
import type { OperationProgress, RunningOperation } from '../../shared/contract/operation';
import { operations } from './operations';

export interface Running {
  readonly operation: RunningOperation;
  readonly progress: OperationProgress | undefined;
  readonly cancel: () => void;
}

/** The change that runs on this machine now, whoever started it; `undefined` when none does. */
export function useRunningOperation(): Running | undefined {
  const subscribe = useCallback((notify: () => void) => operations.subscribe(notify), []);
  const running = useSyncExternalStore(subscribe, () => operations.running());
  const operationId = running?.operationId ?? '';
  const progress = useSyncExternalStore(subscribe, () => operations.progressOf(operationId));
  if (!running) return undefined;
  return { operation: running, progress, cancel: () => operations.cancel(running.operationId) };
}
