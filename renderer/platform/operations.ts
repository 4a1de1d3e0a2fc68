/** The page's one operation store, over the bridge. */
import { callOperation, cancelOperation, listen } from './client';
import { OperationStore } from './operation-store';

export const operations = new OperationStore({
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
  start: callOperation,
  cancel: cancelOperation,
  onProgress: (listener) => void listen('operationProgress', listener),
  onChanged: (listener) => void listen('operationChanged', listener),
});
