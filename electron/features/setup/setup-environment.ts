import type { ServerAddress } from '../../../shared/command-line/run-arguments';
import type { AlloyApi } from '../../alloy-api/alloy-api';
import type { ApplyEnvironment } from '../../apply/apply-environment';

/** What Set up needs beside the transaction. */
export interface SetupEnvironment {
  readonly apply: ApplyEnvironment;
  readonly alloyApi: (address: ServerAddress) => AlloyApi;
}
