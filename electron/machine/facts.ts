import type { CollectorName } from '../../shared/contract/collector-names';
import type { Result } from '../../shared/contract/result';
import type { CollectorPresence } from '../../shared/contract/setup';

export interface Facts {
  readonly computerName: string;
  /** `DOMAIN\user`: whose rights this process has. */
  readonly userName: string;
  /** One line for a person: `Windows Server 2022 Standard, build 20348.2700, x64`. */
  readonly windows: string;
  readonly isElevated: boolean;
  /** BCP 47, of the user interface. */
  readonly language: string;
}

export interface AlloyInstallation {
  readonly installed: boolean;
  /** As `alloy --version` or the file's version says, with a leading `v`. */
  readonly version?: string;
  readonly programPath?: string;
}

export interface MachineFacts {
  /** Who and where we are. Never changes while the app runs. */
  read(): Promise<Result<Facts>>;
  /** Whether Alloy is installed on this machine; looks at the machine each time. */
  alloy(): Promise<Result<AlloyInstallation>>;
  /** Whether the things that the collectors measure are here; a collector that is not named is always possible. */
  collectorPresence(): Promise<Result<Partial<Record<CollectorName, CollectorPresence>>>>;
}
