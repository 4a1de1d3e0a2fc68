import { useCallback, useSyncExternalStore } from 'react';
import type { RequestOf, ResponseOf } from '../../shared/contract/contract';
import { call, type LookChannel } from './client';
import { queries } from './queries';
import type { QueryState } from './query-store';

export interface Query<T> {
  readonly query: QueryState<T>;
  /** Reads again now. */
  readonly refresh: () => void;
}

const idle: QueryState<never> = { state: 'idle' };

/**
 * Looks at the machine: at once, then every `pollMs` while the page is visible. A request of `null` waits; requests are
 * the same when their JSON is.
 */
export function useQuery<C extends LookChannel>(
  channel: C,
  request: RequestOf<C> | null,
  { pollMs }: { readonly pollMs?: number | undefined } = {},
): Query<ResponseOf<C>> {
  // A query without a request travels as `undefined`, which JSON does not know.
  const json = request === null ? null : JSON.stringify(request ?? '');
  const key = json === null ? null : `${channel} ${json}`;
  const subscribe = useCallback(
    (notify: () => void) => {
      if (key === null || json === null) return () => undefined;
      const wanted = (json === '""' ? undefined : JSON.parse(json)) as RequestOf<C>;
      return queries.subscribe(key, () => call(channel, wanted), { notify, pollMs });
    },
    [channel, key, json, pollMs],
  );
  const snapshot = useCallback(() => (key === null ? idle : queries.stateOf(key)), [key]);
  const query = useSyncExternalStore(subscribe, snapshot) as QueryState<ResponseOf<C>>;
  const refresh = useCallback(() => {
    if (key !== null) queries.refresh(key);
  }, [key]);
  return { query, refresh };
}

/** Reads again everything that is on show. */
export function refreshAll(): void {
  queries.refreshAll();
}
