/** Makes or opens a demo computer and hands out its facets. */
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { addressText, type ListenAddress } from '../../shared/command-line/run-arguments';
import type { Clock } from '../machine/clock';
import type { Machine } from '../machine/machine';
import { MachineRefusal } from '../machine/machine-refusal';
import { DemoConfigFile } from './demo-config-file';
import { DemoFolders } from './demo-folders';
import { DemoLock } from './demo-lock';
import { DemoFacts, DemoLog, DemoProcesses } from './demo-observers';
import { defaultConfigPath, defaultProgramPath, defaultStoragePath, DemoPaths } from './demo-paths';
import { DemoService } from './demo-service';
import { Failures, withFailures } from './failures';
import { forgetFormerHost, livingHost } from './host-claim';
import { realTimings, type DemoTimings } from './host-settings';
import { createRecord, readRecord, type MachineRecord } from './machine-record';
import { realScheduler, type ProgramCommand, type ProgramLauncher, type Scheduler } from './program-launcher';

/** `fresh`: nothing installed. `running`: Alloy as its installer leaves it, and started. */
export type DemoStart = 'fresh' | 'running';

export interface DemoMachineOptions {
  /** Made when it is not there; a computer that is there is opened as it is, whatever `start` says. */
  readonly folder: string;
  readonly start: DemoStart;
  readonly clock: Clock;
  readonly launcher: ProgramLauncher;
  readonly programs: { readonly serviceHost: ProgramCommand; readonly alloy: ProgramCommand };
  /** Into the service's arguments; Alloy's own default when not given. */
  readonly listenAddress?: ListenAddress;
  /** Before the user interface and the web API; into the service's arguments as well. */
  readonly uiPathPrefix?: string;
  readonly computerName?: string;
  readonly failures?: Failures;
  readonly timings?: DemoTimings;
  readonly scheduler?: Scheduler;
}

export interface DemoControls {
  readonly paths: DemoPaths;
  readonly failures: Failures;
  /** Ends our own timers; the computer and its Alloy go on as long as the lease and the launcher let them. */
  close(): void;
  /** Switches the computer off and removes it. */
  destroy(): Promise<void>;
}

export type DemoMachine = Machine & DemoControls;

export async function createDemoMachine(options: DemoMachineOptions): Promise<DemoMachine> {
  const paths = new DemoPaths(options.folder);
  const timings = options.timings ?? realTimings;
  mkdirSync(paths.folder, { recursive: true, mode: 0o700 });
  refuseForeignFolder(paths);
  const isNew = !existsSync(paths.record) && (await createRecord(paths.record, newRecord(options)));
  if (isNew && options.start === 'running') writeInstallersFile(paths);
  renewLease(paths, options.clock);
  const stopRenewing = (options.scheduler ?? realScheduler).every(timings.leaseMs / 6, () =>
    renewLease(paths, options.clock),
  );

  if (!options.launcher.outlivesApp) await forgetFormerHost(paths);
  const service = new DemoService({ paths, timings, launcher: options.launcher, programs: options.programs });
  await startAfterReboot(paths, service, isNew);
  const failures = options.failures ?? new Failures();
  const facets = withFailures(
    {
      facts: new DemoFacts(paths),
      service,
      configFile: new DemoConfigFile(paths),
      folders: new DemoFolders(paths),
      processes: new DemoProcesses(paths),
      lock: new DemoLock(paths),
      log: new DemoLog(paths),
    },
    failures,
  );
  return {
    ...facets,
    paths,
    failures,
    close: stopRenewing,
    destroy: async () => {
      stopRenewing();
      await service.stop(new AbortController().signal);
      rmSync(paths.folder, { recursive: true, force: true });
    },
  };
}

/** A computer is made where nothing is; somebody's documents are no computer. */
function refuseForeignFolder(paths: DemoPaths): void {
  if (existsSync(paths.record)) return;
  const foreign = readdirSync(paths.folder).filter((name) => !paths.isOwnName(name));
  if (foreign.length === 0) return;
  throw new MachineRefusal(
    `The folder ${paths.folder} holds other things than a demo machine, for instance ${foreign[0]}. Name an empty folder, or one that a demo machine was made in.`,
  );
}

/** An automatic service that ran when the computer went off is started with it; so is one that was just installed. */
async function startAfterReboot(paths: DemoPaths, service: DemoService, isNew: boolean): Promise<void> {
  const record = await readRecord(paths.record);
  if (!record.ok || !record.value.service) return;
  const { state, startType } = record.value.service;
  const isAutomatic = startType === 'automatic' || startType === 'automatic-delayed';
  if (!isAutomatic || (!isNew && state === 'stopped' && record.value.service.restartAtMs === undefined)) return;
  if ((await livingHost(paths)) === undefined) await service.start(new AbortController().signal);
}

function renewLease(paths: DemoPaths, clock: Clock): void {
  // A folder that was removed is not made again by its lease.
  if (!existsSync(paths.record)) return;
  const now = clock.now() / 1_000;
  try {
    if (!existsSync(paths.lease)) writeFileSync(paths.lease, '', { mode: 0o600 });
    utimesSync(paths.lease, now, now);
  } catch {
    // Gone between two looks, or a disk that takes nothing: the computer goes off, and every facet says why.
  }
}

/** What the installer leaves: grafana/alloy v1.18.1 `packaging/windows/config.alloy`. */
const installersFile = 'logging {\n\tlevel = "info"\n}\n';

function writeInstallersFile(paths: DemoPaths): void {
  const file = paths.real(defaultConfigPath);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, installersFile, { mode: 0o640 });
}

function newRecord({ start, listenAddress, uiPathPrefix, computerName, clock }: DemoMachineOptions): MachineRecord {
  const isInstalled = start === 'running';
  return {
    format: 1,
    version: 1,
    computer: {
      name: computerName ?? 'FS-BER-07',
      userName: 'CORP\\nora',
      windows: 'Windows Server 2022 Standard, build 20348.2700, x64',
      language: 'en-US',
      isElevated: true,
    },
    collectorPresence: fileServer,
    alloy: isInstalled ? { version: 'v1.18.1', programPath: defaultProgramPath } : null,
    service: isInstalled
      ? {
          startType: 'automatic-delayed',
          account: 'Local System',
          programPath: defaultProgramPath,
          arguments: [
            'run',
            defaultConfigPath,
            `--storage.path=${defaultStoragePath}`,
            ...(listenAddress ? [`--server.http.listen-addr=${addressText(listenAddress)}`] : []),
            ...(uiPathPrefix === undefined ? [] : [`--server.http.ui-path-prefix=${uiPathPrefix}`]),
          ],
          environment: [],
          state: 'stopped',
          sinceMs: clock.now(),
          ends: [],
        }
      : null,
  };
}

/** A file server: its roles, and none of the others. */
const fileServer: MachineRecord['collectorPresence'] = {
  ad: 'absent',
  adcs: 'absent',
  adfs: 'absent',
  container: 'absent',
  dfsr: 'present',
  dhcp: 'absent',
  dns: 'absent',
  exchange: 'absent',
  fsrmquota: 'present',
  gpu: 'absent',
  hyperv: 'absent',
  iis: 'absent',
  mscluster: 'absent',
  msmq: 'absent',
  mssql: 'absent',
  netframework: 'unknown',
  nps: 'absent',
  printer: 'present',
  remote_fx: 'unknown',
  smb: 'present',
  smbclient: 'present',
  smtp: 'absent',
  terminal_services: 'unknown',
  vmware: 'absent',
};
