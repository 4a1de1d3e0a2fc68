/** Starting this app again: with the rights of an administrator, or with the demo in the place of this computer. */
import type { restartKinds } from '../../../shared/contract/contract';
import { fail, ok, type Result } from '../../../shared/contract/result';

export type RestartKind = (typeof restartKinds)[number];
export type Restart = (as: RestartKind) => Promise<Result<{ isRestarting: boolean }>>;

/** What the shell of the app can do about its own process. */
export interface OwnProcess {
  /** Starts the app once more with these arguments when this process has ended, and ends it. */
  readonly relaunch: (args: readonly string[]) => void;
  /** Gives up the only place, so that another copy of the app can take it. */
  readonly shareInstance: () => void;
  /** Claims the only place again; false when another copy has taken it, which then comes to the front. */
  readonly claimInstance: () => boolean;
  /** Tells the person that another copy goes on, and ends this one. Never fails. */
  readonly giveWay: () => Promise<void>;
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
    let isStarted = false;
    try {
      const started = await startElevated();
      isStarted = started.ok;
      if (!started.ok) return started;
    } finally {
      if (!isStarted) takePlaceBack(own);
    }
    own.quit();
    return ok({ isRestarting: true });
  };
}

/**
 * Two copies must not go on beside one another: each would believe that it is the only one to change this computer. The
 * other one was opened later, on purpose, and the system takes it for the first; a change that runs here is finished before
 * this one ends, as whenever it ends.
 */
function takePlaceBack(own: OwnProcess): void {
  if (!own.claimInstance()) void own.giveWay();
}
