/** The page's one operation store, over the bridge. */
import { callOperation, cancelOperation, listen } from './client';
import { OperationStore } from './operation-store';
import { queries } from './queries';

// A change that begins or ends makes every reading old.
listen('operationChanged', () => queries.refreshAll());

export const operations = new OperationStore({
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
  start: callOperation,
  cancel: cancelOperation,
  onProgress: (listener) => void listen('operationProgress', listener),
  onChanged: (listener) => void listen('operationChanged', listener),
});
