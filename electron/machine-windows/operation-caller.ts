/** Operations by name, arguments and results checked, over two shells: one looks, one changes. */
import { fail, ok, type Failure, type Result } from '../../shared/contract/result';
import { operations, type ArgumentsOf, type OperationName, type ResultOf } from './operations';
import type { PowerShellHost } from './powershell-host';

export interface Operations {
  call<O extends OperationName>(operation: O, args: ArgumentsOf<O>, signal: AbortSignal): Promise<Result<ResultOf<O>>>;
}

/** Whether a shell itself is the trouble: such a failure has words of its own, and says nothing about what was asked. */
export function isAboutShell({ reason }: Failure): boolean {
  return reason.startsWith('powershell-');
}

/** The machine-wide lock as the shell that changes holds it. */
interface HeldByShell {
  readonly purpose: string;
  /** As its holder knows it. */
  readonly token: string;
  /** As the present shell knows it. */
  readonly tokenOfShell: string;
  readonly shellNumber: number | undefined;
}

/**
 * Status goes on during a change, because it has a shell of its own. The machine-wide lock dies with the shell that took
 * it: while somebody holds it here, a shell that takes the place of another one takes the lock before it changes anything.
 */
export class TwoShells implements Operations {
  readonly #shells: Readonly<Record<'look' | 'change', PowerShellHost>>;
  #held: HeldByShell | undefined;

  constructor(shells: Readonly<Record<'look' | 'change', PowerShellHost>>) {
    this.#shells = shells;
  }

  async call<O extends OperationName>(
    operation: O,
    args: ArgumentsOf<O>,
    signal: AbortSignal,
  ): Promise<Result<ResultOf<O>>> {
    if (operation === 'Unlock-Machine') return this.#unlock(args as ArgumentsOf<'Unlock-Machine'>, signal) as never;
    if (operation !== 'Lock-Machine' && operations[operation].shell === 'change') {
      const kept = await this.#keepLock(signal);
      if (!kept.ok) return kept;
    }
    const answer = await this.#call(operation, args, signal);
    if (operation === 'Lock-Machine' && answer.ok) {
      const { token } = answer.value as ResultOf<'Lock-Machine'>;
      this.#hold((args as ArgumentsOf<'Lock-Machine'>).Purpose, token, token);
    }
    return answer;
  }

  async close(): Promise<void> {
    await Promise.all([this.#shells.look.close(), this.#shells.change.close()]);
  }

  async #call<O extends OperationName>(
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

  #hold(purpose: string, token: string, tokenOfShell: string): void {
    this.#held = { purpose, token, tokenOfShell, shellNumber: this.#shells.change.shellNumber };
  }

  /** Takes the lock again where its shell is gone; a failure when somebody else was quicker. */
  async #keepLock(signal: AbortSignal): Promise<Result<void>> {
    const held = this.#held;
    const now = this.#shells.change.shellNumber;
    if (!held || (now !== undefined && held.shellNumber === now)) return ok(undefined);
    const taken = await this.#call('Lock-Machine', { Purpose: held.purpose }, signal);
    if (!taken.ok) {
      return taken.failure.code === 'busy'
        ? fail('busy', 'machine-lock-held', { params: { holder: 'another Alloy Desk' } })
        : taken;
    }
    this.#hold(held.purpose, held.token, taken.value.token);
    return ok(undefined);
  }

  async #unlock(
    { Token }: ArgumentsOf<'Unlock-Machine'>,
    signal: AbortSignal,
  ): Promise<Result<ResultOf<'Unlock-Machine'>>> {
    const held = this.#held;
    if (held?.token !== Token) return this.#call('Unlock-Machine', { Token }, signal);
    this.#held = undefined;
    // With its shell the lock is gone already; another shell need not be started for that.
    if (held.shellNumber !== this.#shells.change.shellNumber) return ok({});
    return this.#call('Unlock-Machine', { Token: held.tokenOfShell }, signal);
  }
}
