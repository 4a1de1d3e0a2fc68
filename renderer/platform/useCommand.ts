import { useCallback, useState } from 'react';
import type { RequestOf, ResponseOf } from '../../shared/contract/contract';
import type { Failure, Result } from '../../shared/contract/result';
import { call, type LookChannel } from './client';

export type CommandState<T> =
  | { readonly state: 'idle' }
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly failure: Failure };

export interface Command<C extends LookChannel> {
  readonly command: CommandState<ResponseOf<C>>;
  readonly run: (request: RequestOf<C>) => Promise<Result<ResponseOf<C>>>;
}

/** Does something quickly, once for each call of `run`. */
export function useCommand<C extends LookChannel>(channel: C): Command<C> {
  const [command, setCommand] = useState<CommandState<ResponseOf<C>>>({ state: 'idle' });
  const run = useCallback(
    async (request: RequestOf<C>) => {
      setCommand({ state: 'loading' });
      const result = await call(channel, request);
      setCommand(result.ok ? { state: 'ready', value: result.value } : { state: 'failed', failure: result.failure });
      return result;
    },
    [channel],
  );
  return { command, run };
}
