import type { Result } from '../../shared/contract/result';

export interface ProcessInfo {
  readonly processId: number;
  /** File name of the program, without folder. */
  readonly name: string;
  readonly startedAtMs?: number;
  /** Working set. */
  readonly memoryBytes?: number;
}

export interface Processes {
  /** The Alloy program that the service runs, not the service's own wrapper; undefined when it is not there. */
  alloy(): Promise<Result<ProcessInfo | undefined>>;
  /** Who listens on this TCP port of this computer; undefined when nobody does. */
  portOwner(port: number): Promise<Result<ProcessInfo | undefined>>;
}
