/** Operations by name, arguments and results checked, over two shells: one looks, one changes. */
import { fail, ok, type Result } from '../../shared/contract/result';
import { operations, type ArgumentsOf, type OperationName, type ResultOf } from './operations';
import type { PowerShellHost } from './powershell-host';

export interface Operations {
  call<O extends OperationName>(operation: O, args: ArgumentsOf<O>, signal: AbortSignal): Promise<Result<ResultOf<O>>>;
}

/** Status goes on during a change, because it has a shell of its own. */
export class TwoShells implements Operations {
  readonly #shells: Readonly<Record<'look' | 'change', PowerShellHost>>;

  constructor(shells: Readonly<Record<'look' | 'change', PowerShellHost>>) {
    this.#shells = shells;
  }

  async call<O extends OperationName>(
    operation: O,
    args: ArgumentsOf<O>,
    signal: AbortSignal,
  ): Promise<Result<ResultOf<O>>> {
    const { shell, arguments: wanted, result, timeoutMs } = operations[operation];
    if (!wanted.safeParse(args).success) return fail('invalid-request', 'request-malformed');
    const answer = await this.#shells[shell].call(operation, args, { timeoutMs, signal });
    if (!answer.ok) return answer;
    const parsed = result.safeParse(answer.value);
    if (!parsed.success) return fail('unexpected', 'unexpected', { detail: `${operation} answered something else` });
    // The value has just passed the schema of this very operation.
    return ok(parsed.data as ResultOf<O>);
  }

  async close(): Promise<void> {
    await Promise.all([this.#shells.look.close(), this.#shells.change.close()]);
  }
}
