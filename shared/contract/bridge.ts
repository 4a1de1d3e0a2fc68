/** The shape of `window.alloy`: one function per channel, one subscription per event, and cancel. */
import type { Channel, EventName } from './channels';
import type { EventOf, OperationChannel, RequestOf, ResponseOf } from './contract';
import type { Result } from './result';

/** Operations carry an id made by the page; everything else just the request. */
type Call<C extends Channel> = C extends OperationChannel
  ? (request: RequestOf<C>, operationId: string) => Promise<Result<ResponseOf<C>>>
  : (request: RequestOf<C>) => Promise<Result<ResponseOf<C>>>;

type Calls = { readonly [C in Channel]: Call<C> };
type Subscriptions = {
  readonly [E in EventName as `on${Capitalize<E>}`]: (listener: (event: EventOf<E>) => void) => () => void;
};

export type Bridge = Calls &
  Subscriptions & { readonly operationCancel: (operationId: string) => Promise<Result<{ cancelled: boolean }>> };
