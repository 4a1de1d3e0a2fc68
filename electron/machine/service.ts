import type { ServerAddress } from '../../shared/command-line/run-arguments';
import type { Result } from '../../shared/contract/result';
import type { ServiceStatus } from '../../shared/contract/status';

export interface ServiceSettings {
  /** One argument an item, as the program receives them. */
  readonly arguments: readonly string[];
  /** `NAME=value` items that the service adds to its environment. */
  readonly environment: readonly string[];
  readonly programPath: string;
  /** A file or a directory. */
  readonly configPath: string;
  readonly storagePath: string;
  /** As the arguments say; `reachableAddress` turns it into one that can be asked. */
  readonly listenAddress: ServerAddress;
}

/**
 * The Windows service named Alloy. Changes are idempotent and return the state that was reached; they do not wait for
 * Alloy to answer over HTTP, which is `alloy-api`'s to say. Without the service they fail with `not-found`.
 */
export interface ServiceControl {
  /** What the service manager says now. A service marked for deletion counts as absent. */
  status(): Promise<Result<ServiceStatus>>;
  /**
   * How the service is started. `not-found` when there is no service, `unsupported` when its arguments do not tell which
   * file Alloy reads or where it answers.
   */
  settings(): Promise<Result<ServiceSettings>>;
  /** Running afterwards. Safe when already running. Reports running as soon as the service manager does. */
  start(signal: AbortSignal): Promise<Result<ServiceStatus>>;
  /** Stopped afterwards, the process gone; takes up to two minutes while Alloy delivers what is queued. Safe when stopped. */
  stop(signal: AbortSignal): Promise<Result<ServiceStatus>>;
  /** Stops if needed and starts. The process afterwards is another one than before. */
  restart(signal: AbortSignal): Promise<Result<ServiceStatus>>;
}
