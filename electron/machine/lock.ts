import type { Result } from '../../shared/contract/result';

export interface HeldLock {
  /** Safe to call twice. */
  release(): Promise<void>;
}

/** One change at a time on the whole machine, whichever user and whichever copy of this app. */
export interface MachineLock {
  /**
   * Answers `busy` / `machine-lock-held` at once when somebody else holds it, and `machine-lock-foreign` when that is
   * nobody who may change this machine. The lock of a holder that died is taken over.
   */
  acquire(purpose: string): Promise<Result<HeldLock>>;
}
