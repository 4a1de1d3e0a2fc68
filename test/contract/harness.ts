import { afterAll, afterEach } from 'vitest';
import type { Machine } from '../../electron/machine/machine';

/** One machine under test, and how a suite arranges the world around it. Nothing here knows which implementation it is. */
export interface MachineUnderTest {
  readonly machine: Machine;
  /** Puts these bytes where the configuration lies, or takes the file away. */
  putConfigBytes(bytes: Uint8Array | undefined): Promise<void>;
  /** The bytes there now. */
  configBytes(): Promise<Uint8Array | undefined>;
  /** Makes a directory where the configuration lies. */
  putConfigDirectory(): Promise<void>;
  /** Names of everything in the folder of the configuration. */
  besideConfig(): Promise<readonly string[]>;
  /** Permissions of the configuration file as one text; undefined where they cannot be told. */
  configPermissions(): Promise<string | undefined>;
  /** Gives the configuration file permissions of its own, if that is possible. */
  marksPermissions(): Promise<void>;
  /** Ends the Alloy program as a crash would. */
  killAlloy(): Promise<void>;
  /** Whether a process with this id is there. */
  isAlive(processId: number): Promise<boolean>;
  cleanup(): Promise<void>;
}

/** `installed`: Alloy with its service, stopped. `absent`: neither. */
export type MakeMachine = (start: 'installed' | 'absent') => Promise<MachineUnderTest>;

export const text = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString('utf8');
export const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);
export const never = (): AbortSignal => new AbortController().signal;

/** Prints how many promises of the contract the machine has kept, after the suite in which this is called. */
export function countPromises(name: string): void {
  let kept = 0;
  afterEach(({ task }) => {
    if (task.result?.state !== 'fail') kept += 1;
  });
  afterAll(() => console.log(`promises of contract suites kept by ${name}: ${kept}`));
}

/** Asks until the answer is as wanted; fails with the last answer when it never is. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isWanted: (answer: T) => boolean,
  limitMs = 30_000,
): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`still ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
