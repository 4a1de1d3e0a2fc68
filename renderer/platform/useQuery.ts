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

/** Asks, and again every `pollMs` while the page is visible. A request is the same one when its JSON is. */
export function useQuery<C extends LookChannel>(
  channel: C,
  request: RequestOf<C>,
  { pollMs }: { readonly pollMs?: number } = {},
): Query<ResponseOf<C>> {
  const requestText = JSON.stringify(request);
  const key = `${channel} ${requestText ?? ''}`;
  const subscribe = useCallback(
    (notify: () => void) => {
      const wanted = (requestText === undefined ? undefined : JSON.parse(requestText)) as RequestOf<C>;
      return queries.subscribe(key, () => call(channel, wanted), { notify, pollMs });
    },
    [channel, key, requestText, pollMs],
  );
  const query = useSyncExternalStore(subscribe, () => queries.stateOf(key)) as QueryState<ResponseOf<C>>;
  const refresh = useCallback(() => queries.refresh(key), [key]);
  return { query, refresh };
}
