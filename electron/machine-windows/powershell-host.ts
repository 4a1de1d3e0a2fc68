/** The only place that starts PowerShell: one shell at a time, one call at a time, and another shell when one is lost. */
import { fail, ok, type Result } from '../../shared/contract/result';
import { RunningShell, type CallOptions, type ShellLimits, type ShellOptions } from './running-shell';

const usualLimits: ShellLimits = { readyMs: 30_000, graceMs: 3_000, maxLineBytes: 8 * 1024 * 1024 };

/** One shell at a time: started with the first call, and with the next one after it was lost. */
export class PowerShellHost {
  readonly #options: ShellOptions;
  readonly #limits: ShellLimits;
  #shell: RunningShell | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #isClosed = false;
  /** Starts of a shell so far; a person's action should cost few of them. */
  starts = 0;
  /** Calls handed to a shell so far. */
  calls = 0;

  /** Which of its shells would take the next call; undefined when that would be a new one. */
  get shellNumber(): number | undefined {
    return this.#shell?.isUsable ? this.starts : undefined;
  }

  constructor(options: ShellOptions) {
    this.#options = options;
    this.#limits = { ...usualLimits, ...options.limits };
  }

  /** One call at a time; the shell is started with the first one. Never rejects. */
  call(op: string, args: Readonly<Record<string, unknown>>, options: CallOptions): Promise<Result<unknown>> {
    const answer = this.#queue.then(() => this.#call(op, args, options));
    this.#queue = answer;
    return answer;
  }

  /** Ends the shell and what it has started. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#shell?.end();
    this.#shell = undefined;
  }

  async #call(op: string, args: Readonly<Record<string, unknown>>, options: CallOptions): Promise<Result<unknown>> {
    if (this.#isClosed || options.signal?.aborted) return fail('cancelled', 'operation-cancelled');
    const shell = await this.#ready();
    if (!shell.ok) return shell;
    // Asked again: a start takes a while.
    const { signal } = options;
    if (this.#hasClosed()) await shell.value.end();
    if (this.#hasClosed() || signal?.aborted) return fail('cancelled', 'operation-cancelled');
    this.calls++;
    const answer = await shell.value.call(op, args, options);
    if (!shell.value.isUsable) {
      await shell.value.end();
      this.#shell = undefined;
    }
    return answer;
  }

  /** A method, because the compiler takes the field for unchanged behind an `await`. */
  #hasClosed(): boolean {
    return this.#isClosed;
  }

  async #ready(): Promise<Result<RunningShell>> {
    if (this.#shell?.isUsable) return ok(this.#shell);
    const verified = await this.#options.verify();
    if (!verified.ok) return verified;
    this.starts++;
    const started = await RunningShell.start(this.#options, this.#limits);
    if (started.ok) this.#shell = started.value;
    return started;
  }
}
