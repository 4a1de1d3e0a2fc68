/** Alloy's process, as the service host sees it: begun one way or another, with an end that always comes. */

export interface AlloyCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** The working folder; it is there. */
  readonly cwd: string;
  /** Added to what every program of ours is given. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface AlloyProcess {
  /** Its process id; undefined when it could not be begun. Never rejects. */
  readonly processId: Promise<number | undefined>;
  /** Its exit code, -1 when it could not be begun. Never rejects, and comes after `processId`. */
  readonly ended: Promise<number>;
  /** Asks it to end, as a service manager does through the wrapper: it may deliver what is queued. */
  askToEnd(): void;
  /** Ends it. Safe when it is gone. */
  kill(): void;
}

/** Begins Alloy. What it prints goes to `onOutput`, also what comes after its end. */
export type StartAlloy = (command: AlloyCommand, onOutput: (bytes: Uint8Array) => void) => AlloyProcess;
