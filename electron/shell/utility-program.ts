/**
 * Programs of ours as utility processes of Electron: the one place that forks them. They end with the app.
 * What Electron does is read from its sources: `shell/browser/api/electron_api_utility_process.cc` and
 * `lib/browser/api/utility-process.ts`.
 */
import { utilityProcess } from 'electron';

export interface ProgramToFork {
  /** As task managers show it. */
  readonly name: string;
  /** The module, absolute; it may lie in the archive. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole of it: nothing is inherited. Not empty, which Electron takes for nothing said. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface ProgramEvents {
  readonly started: (processId: number) => void;
  /** As it came; whoever listens checks it. */
  readonly message: (message: unknown) => void;
  /** Standard output and errors; the last of it may come after the end. */
  readonly output: (bytes: Uint8Array) => void;
  /** Never comes for a process that the system refused to start: Electron does not say so. */
  readonly ended: (exitCode: number) => void;
}

export interface ForkedProgram {
  readonly post: (message: unknown) => void;
  /** Ends it, at the latest once it has started. */
  readonly kill: () => void;
}

export type ForkProgram = (program: ProgramToFork, events: ProgramEvents) => ForkedProgram;

/** Throws before Electron is ready. */
export const forkProgram: ForkProgram = ({ name, file, args, cwd, environment }, events) => {
  const child = utilityProcess.fork(file, [...args], {
    serviceName: name,
    cwd,
    env: { ...environment },
    stdio: 'pipe',
  });
  const outputs = [child.stdout, child.stderr];
  const readOutputs = (): void => {
    for (const output of outputs) output?.on('data', (chunk: Uint8Array) => events.output(chunk));
  };
  readOutputs();
  let isUnwanted = false;
  child.once('spawn', () => {
    if (isUnwanted) child.kill();
    if (child.pid !== undefined) events.started(child.pid);
  });
  child.on('message', (message: unknown) => events.message(message));
  child.once('exit', (exitCode) => {
    // Electron takes the listeners away after this event, and what was printed last may still be on its way.
    queueMicrotask(readOutputs);
    events.ended(exitCode);
  });
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process of Electron, not a window
    post: (message) => child.postMessage(message),
    kill: () => {
      isUnwanted = true;
      // Without effect before the process is there.
      child.kill();
    },
  };
};
