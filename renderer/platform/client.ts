/** The one user of `window.alloy`: typed calls that never reject. */
import type { Bridge } from '../../shared/contract/bridge';
import type { Channel, EventName } from '../../shared/contract/channels';
import type { EventOf, OperationChannel, RequestOf, ResponseOf } from '../../shared/contract/contract';
import type { Failure, Result } from '../../shared/contract/result';

declare global {
  interface Window {
    readonly alloy?: Bridge;
  }
}

export type LookChannel = Exclude<Channel, OperationChannel>;

function bridge(): Bridge {
  if (!window.alloy) throw new Error('The page was opened without its main process: window.alloy is missing.');
  return window.alloy;
}

/** True where the preload script has run; without it no page can show anything true. */
export function isConnected(): boolean {
  return window.alloy !== undefined;
}

/** A query or a command. */
export function call<C extends LookChannel>(channel: C, request: RequestOf<C>): Promise<Result<ResponseOf<C>>> {
  return guarded(() => (bridge()[channel] as (request: RequestOf<C>) => Promise<Result<ResponseOf<C>>>)(request));
}

/** An operation; progress and cancel go by its id. */
export function callOperation<C extends OperationChannel>(
  channel: C,
  request: RequestOf<C>,
  operationId: string,
): Promise<Result<ResponseOf<C>>> {
  const start = () =>
    (bridge()[channel] as unknown as (request: RequestOf<C>, id: string) => Promise<Result<ResponseOf<C>>>)(
      request,
      operationId,
    );
  return guarded(start);
}

/** Asks the main process to end an operation; the end itself arrives as the Result of the call. */
export function cancelOperation(operationId: string): Promise<Result<{ cancelled: boolean }>> {
  return guarded(() => bridge().operationCancel(operationId));
}

/** Listens to an event; the answer is its undo. */
export function listen<E extends EventName>(event: E, listener: (value: EventOf<E>) => void): () => void {
  if (!isConnected()) return () => undefined;
  const name = `on${event.charAt(0).toUpperCase()}${event.slice(1)}` as `on${Capitalize<E>}`;
  const subscribe = bridge()[name] as unknown as (listener: (value: EventOf<E>) => void) => () => void;
  return subscribe(listener);
}

async function guarded<T>(run: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await run();
  } catch (error) {
    return { ok: false, failure: unexpected(error) };
  }
}

/** For what should not happen: the bridge itself is gone. */
function unexpected(error: unknown): Failure {
  const detail = error instanceof Error ? error.message : String(error);
  return { code: 'unexpected', reason: 'unexpected', detail };
}
