import type { Result } from '../../shared/contract/result';

/** What the service's program printed, as the machine keeps it. */
export interface ServiceLog {
  /** The newest lines, oldest first, as they came (one text a line, without line ends). */
  tail(limit: number): Promise<Result<readonly string[]>>;
}
