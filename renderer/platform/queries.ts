/** The page's one query store, over the real clock and the real document. */
import { QueryStore } from './query-store';

export const queries = new QueryStore({
  now: () => Date.now(),
  setTimer: (run, ms) => window.setTimeout(run, ms),
  clearTimer: (timer) => window.clearTimeout(timer as number),
  isHidden: () => document.hidden,
  onVisibility: (listener) => document.addEventListener('visibilitychange', listener),
});
