/**
 * The command layer: a request from outside becomes a call of a handler, or a typed failure. It does not know how the
 * request travelled (window, pipe, test); `register.ts` binds it to Electron.
 */
import {
  CancelRequest,
  contract,
  eventSchemas,
  type EventOf,
  type Handlers,
  type OperationContext,
} from '../../shared/contract/contract';
import { channels, type Channel, type EventName } from '../../shared/contract/channels';
import { OperationId, type OperationProgress } from '../../shared/contract/operation';
import { fail, ok, type Result } from '../../shared/contract/result';
import { OperationRegistry } from './operation-registry';

export interface CommandLayerOptions {
  readonly handlers: Handlers;
  /** Hands an event to every window of ours. */
  readonly publish: <E extends EventName>(event: E, payload: EventOf<E>) => void;
  /** For our own mistakes: the stack stays here, the page gets an apology. */
  logMistake(where: string, mistake: unknown): void;
  now(): number;
  /** Responses and events are checked in development and tests, so that a drifting handler fails on our desk. */
  readonly checkResponses: boolean;
}

export class CommandLayer {
  readonly #options: CommandLayerOptions;
  readonly operations: OperationRegistry;

  constructor(options: CommandLayerOptions) {
    this.#options = options;
    this.operations = new OperationRegistry({
      now: () => options.now(),
      onChange: (running) => this.#publish('operationChanged', { running }),
    });
  }

  /** Never rejects. `request` and `operationId` are strangers until their schemas accept them. */
  async call(channel: Channel, request: unknown, operationId?: unknown): Promise<Result<unknown>> {
    try {
      return await this.#call(channel, request, operationId);
    } catch (mistake) {
      this.#options.logMistake(channel, mistake);
      return fail('unexpected', 'unexpected');
    }
  }

  /** Ends an operation; `cancelled` tells whether there was one that could be ended. Never rejects. */
  cancel(request: unknown): Result<{ cancelled: boolean }> {
    const parsed = CancelRequest.safeParse(request);
    if (!parsed.success) return fail('invalid-request', 'request-malformed');
    return ok({ cancelled: this.operations.cancel(parsed.data.operationId) });
  }

  async #call(channel: Channel, request: unknown, operationId: unknown): Promise<Result<unknown>> {
    const exchange = contract[channel];
    const parsed = exchange.request.safeParse(request);
    if (!parsed.success) return fail('invalid-request', 'request-malformed');
    if (exchange.kind !== 'operation') {
      if (operationId !== undefined) return fail('invalid-request', 'request-malformed');
      return this.#run(channel, parsed.data, { signal: new AbortController().signal, report: () => undefined });
    }
    const id = OperationId.safeParse(operationId);
    if (!id.success) return fail('invalid-request', 'request-malformed');
    const begun = this.operations.begin({ id: id.data, operation: channel, changes: exchange.changes });
    if (!begun.ok) return begun;
    try {
      return await this.#run(channel, parsed.data, {
        signal: begun.value.signal,
        report: (progress) => this.#report({ ...progress, operationId: id.data, operation: channel }),
      });
    } finally {
      this.operations.end(id.data);
    }
  }

  async #run(channel: Channel, request: unknown, context: OperationContext): Promise<Result<unknown>> {
    // The request has just passed this channel's own schema, which is what the handler's type is made from.
    const handler = this.#options.handlers[channel] as (
      request: unknown,
      context: OperationContext,
    ) => Promise<Result<unknown>>;
    const result = await handler(request, context);
    if (this.#options.checkResponses && result.ok) contract[channel].response.parse(result.value);
    return result;
  }

  #report(progress: OperationProgress): void {
    this.operations.setProgress(progress);
    this.#publish('operationProgress', progress);
  }

  #publish<E extends EventName>(event: E, payload: EventOf<E>): void {
    if (this.#options.checkResponses) eventSchemas[event].parse(payload);
    this.#options.publish(event, payload);
  }
}

export function isChannel(name: string): name is Channel {
  return (channels as readonly string[]).includes(name);
}
