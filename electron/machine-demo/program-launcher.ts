/** How a program is begun: the file and what stands before the arguments of the moment (`node`, `demo-alloy.js`). */
export interface ProgramCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** What stands behind the arguments of the moment. */
  readonly lastArgs?: readonly string[];
  /** Added to the environment that the program inherits. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface StartOptions {
  /** The working folder. */
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starting programs belongs to whoever wires the app; this room is handed one. */
export interface ProgramLauncher {
  /** Whether what is started goes on when the app ends. Where it does not, no program of a former app lives. */
  readonly outlivesApp: boolean;
  /**
   * Starts a program without a window and without our input and output, and answers its process id. Rejects when there
   * is no such program.
   */
  start(file: string, args: readonly string[], options: StartOptions): Promise<number>;
}

/** Repeats a task until the answer is called. The lease lives on it, so that a test owns the time. */
export interface Scheduler {
  every(ms: number, task: () => void): () => void;
}

/** Repeats in real time and keeps no process alive. */
export const realScheduler: Scheduler = {
  every(ms, task) {
    const timer = setInterval(task, ms);
    timer.unref();
    return () => clearInterval(timer);
  },
};
