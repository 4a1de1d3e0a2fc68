import type { ConfigFile } from './config-file';
import type { MachineFacts } from './facts';
import type { ProtectedFolders } from './folders';
import type { MachineLock } from './lock';
import type { ServiceLog } from './log';
import type { Processes } from './processes';
import type { ServiceControl } from './service';

/** Every facet of one computer. Only `electron/compose` and contract suites hold all of them. */
export interface Machine {
  readonly facts: MachineFacts;
  readonly service: ServiceControl;
  readonly configFile: ConfigFile;
  readonly folders: ProtectedFolders;
  readonly processes: Processes;
  readonly lock: MachineLock;
  readonly log: ServiceLog;
}
