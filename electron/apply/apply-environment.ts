import type { ServerAddress } from '../../shared/command-line/run-arguments';
import type { AlloyApi } from '../alloy-api/alloy-api';
import type { Clock } from '../machine/clock';
import type { Machine } from '../machine/machine';

/** What a change needs of the world. */
export interface ApplyEnvironment {
  readonly machine: Pick<Machine, 'facts' | 'service' | 'configFile' | 'folders' | 'lock'>;
  readonly alloyApi: (address: ServerAddress) => AlloyApi;
  readonly clock: Clock;
  /** Eight random hex digits. */
  readonly randomHex: () => string;
  readonly limits: {
    /** From the start of the process, or the end of a reload, until `/-/ready` answers. */
    readonly readyMs: number;
    /**
     * From then until it lists its components. It does not while it evaluates, and each dead endpoint that is replaced
     * holds an evaluation up for a minute.
     */
    readonly listMs: number;
    /** A reload that answered 200 can still be followed by the end of the process. */
    readonly settleMs: number;
  };
}
