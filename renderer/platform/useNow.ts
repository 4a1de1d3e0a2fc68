import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: number | undefined;

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** Begins or ends the ticking; a page that nobody sees needs no time. */
function restart(): void {
  window.clearInterval(timer);
  timer = undefined;
  if (listeners.size === 0 || document.hidden) return;
  tick();
  timer = window.setInterval(tick, 1_000);
}

document.addEventListener('visibilitychange', restart);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) restart();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) restart();
  };
}

/** The time of now, to the second, for "4 s ago". One timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
