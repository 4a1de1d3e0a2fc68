/** Starting this app again: with the rights of an administrator, or with the demo in the place of this computer. */
import type { restartKinds } from '../../../shared/contract/contract';
import { fail, ok, type Result } from '../../../shared/contract/result';

export type RestartKind = (typeof restartKinds)[number];
export type Restart = (as: RestartKind) => Promise<Result<{ isRestarting: boolean }>>;

/** What the shell of the app can do about its own process. */
export interface OwnProcess {
  /** Starts the app once more with these arguments when this process has ended, and ends it. */
  readonly relaunch: (args: readonly string[]) => void;
  /** Lets another copy of the app run beside this one, or claims the only place again. */
  readonly shareInstance: () => void;
  readonly claimInstance: () => void;
  readonly quit: () => void;
}

/** Asks the system to start this program with the rights of an administrator; `undefined` where there is no such thing. */
export type StartElevated = (() => Promise<Result<void>>) | undefined;

export function restartWith(own: OwnProcess, startElevated: StartElevated): Restart {
  return async (as) => {
    if (as === 'demo') {
      own.relaunch(['--demo=fresh']);
      return ok({ isRestarting: true });
    }
    if (!startElevated) return fail('unsupported', 'not-elevated');
    // The copy with more rights would otherwise find this one and end.
    own.shareInstance();
    const started = await startElevated();
    if (!started.ok) {
      own.claimInstance();
      return started;
    }
    own.quit();
    return ok({ isRestarting: true });
  };
}
