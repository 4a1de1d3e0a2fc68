/** Failures on request: any call of any facet can be made to fail, once or always, or to hang until it is cancelled. */
import { fail, type Failure } from '../../shared/contract/result';
import type { Machine } from '../machine/machine';

/** `configFile.replace`, `service.start`, … */
export type MachineCall = { [F in keyof Machine]: `${F}.${Extract<keyof Machine[F], string>}` }[keyof Machine];

export type ArrangedFailure = Failure | 'hang';

export class Failures {
  readonly #arranged = new Map<MachineCall, { failure: ArrangedFailure; isOnce: boolean }>();

  /** The next call fails; the one after it does not. */
  once(call: MachineCall, failure: ArrangedFailure): void {
    this.#arranged.set(call, { failure, isOnce: true });
  }

  /** Every call fails until `clear`. */
  always(call: MachineCall, failure: ArrangedFailure): void {
    this.#arranged.set(call, { failure, isOnce: false });
  }

  clear(): void {
    this.#arranged.clear();
  }

  take(call: MachineCall): ArrangedFailure | undefined {
    const arranged = this.#arranged.get(call);
    if (arranged?.isOnce) this.#arranged.delete(call);
    return arranged?.failure;
  }
}

/** The same facets, failing where a failure is arranged. */
export function withFailures(machine: Machine, failures: Failures): Machine {
  const facets = Object.entries(machine).map(([name, facet]) => [name, failing(name, facet as object, failures)]);
  return Object.fromEntries(facets) as Machine;
}

function failing(name: string, facet: object, failures: Failures): object {
  return new Proxy(facet, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function' || typeof key !== 'string') return value;
      return async (...args: unknown[]): Promise<unknown> => {
        const failure = failures.take(`${name}.${key}` as MachineCall);
        if (failure === 'hang') return hang(args);
        if (failure) return { ok: false, failure };
        return (value as (...args: unknown[]) => unknown).apply(target, args);
      };
    },
  });
}

/** Until the signal among the arguments is aborted; for ever where there is none. */
function hang(args: readonly unknown[]): Promise<unknown> {
  const signal = args.find((argument): argument is AbortSignal => argument instanceof AbortSignal);
  return new Promise((resolve) => {
    const cancel = (): void => resolve(fail('cancelled', 'operation-cancelled'));
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
  });
}
