import type { OperationProgress, RunningOperation } from '../../shared/contract/operation';
import { fail, ok, type Result } from '../../shared/contract/result';

interface Entry {
  readonly id: string;
  readonly operation: string;
  readonly changes: boolean;
  readonly startedAtMs: number;
  readonly abort: AbortController;
  canCancel: boolean;
  progress?: OperationProgress;
}

/** Which operations run; one that changes the machine at a time. */
export class OperationRegistry {
  readonly #entries = new Map<string, Entry>();
  readonly #options: { now(): number; onChange(running: RunningOperation | null): void };

  constructor(options: { now(): number; onChange(running: RunningOperation | null): void }) {
    this.#options = options;
  }

  /** `busy` with the name of the first when a second change is asked for; it is not queued. */
  begin(wanted: { id: string; operation: string; changes: boolean }): Result<{ signal: AbortSignal }> {
    if (this.#entries.has(wanted.id)) return fail('invalid-request', 'request-malformed');
    const running = this.changing();
    if (wanted.changes && running) {
      return fail('busy', 'operation-busy', { params: { operation: running.operation } });
    }
    const entry: Entry = { ...wanted, startedAtMs: this.#options.now(), abort: new AbortController(), canCancel: true };
    this.#entries.set(entry.id, entry);
    if (entry.changes) this.#options.onChange(this.changing());
    return ok({ signal: entry.abort.signal });
  }

  end(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    if (entry.changes) this.#options.onChange(this.changing());
  }

  /** A moment that must not be cut is not cut: the answer is then false. */
  cancel(id: string): boolean {
    const entry = this.#entries.get(id);
    if (!entry?.canCancel) return false;
    entry.abort.abort();
    return true;
  }

  /** Kept for windows that come later; decides whether it may be cancelled now. */
  setProgress(progress: OperationProgress): void {
    const entry = this.#entries.get(progress.operationId);
    if (!entry) return;
    entry.progress = progress;
    entry.canCancel = progress.canCancel;
  }

  /** The change that runs now, if one does. */
  changing(): RunningOperation | null {
    for (const { id, operation, changes, startedAtMs, progress } of this.#entries.values()) {
      if (changes) return { operationId: id, operation, startedAtMs, ...(progress ? { progress } : {}) };
    }
    return null;
  }
}
