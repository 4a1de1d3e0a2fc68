/**
 * Every operation of the PowerShell module `AlloyMachine`, with the shape of what goes in and what comes out. What comes
 * out is a stranger until its schema accepts it. Names are those of the module's exported functions; failures carry one
 * of our failure codes as their error id. Dates travel as ISO 8601 in UTC, bytes as base64.
 */
import { z } from 'zod';
import { collectorNames } from '../../shared/contract/collector-names';
import { Sha256 } from '../../shared/contract/plan';
import { CollectorPresence } from '../../shared/contract/setup';
import { serviceStates } from '../../shared/contract/status';

const Text = z.string().max(32_000);
const Path = z.string().min(1).max(1_000);
const Utc = z.iso.datetime();
const Nothing = z.strictObject({});
const Base64 = z.base64().max(8_000_000);

/** `absent`, or the SHA-256 of the bytes that must be there. */
const Expected = z.union([z.literal('absent'), Sha256]);

const Service = z.strictObject({
  state: z.enum(serviceStates),
  startType: z.enum(['automatic', 'automatic-delayed', 'manual', 'disabled']).nullable(),
  account: Text.nullable(),
  processId: z.int().min(1).nullable(),
  exitCode: z.int().nullable(),
  /** When the process of the service was started. */
  startedAt: Utc.nullable(),
});

const Settings = z.strictObject({
  programPath: Path,
  arguments: z.array(Text).max(200),
  environment: z.array(Text).max(200),
  /** Over the three values as they stand in the registry. */
  hash: Sha256,
});

const Recovery = z.strictObject({
  /** Null for never. */
  resetSeconds: z.int().min(0).nullable(),
  /** In the order of the ends; the last one counts for all later ends. */
  actions: z
    .array(z.strictObject({ type: z.enum(['none', 'restart', 'reboot', 'run']), delayMs: z.int().min(0) }))
    .max(100),
  /** Whether an end with an error code counts as well, and not only a crash. */
  onErrorExit: z.boolean(),
});

const Content = z.strictObject({
  state: z.enum(['absent', 'file', 'directory']),
  /** Null unless the state is `file` and bytes were asked for. */
  bytes: Base64.nullable(),
  sha256: Sha256.nullable(),
  sizeBytes: z.int().min(0).nullable(),
  modifiedAt: Utc.nullable(),
});

const FolderName = z.enum(['journal', 'backups', 'staging']);
const FileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);
const Entry = z.strictObject({ name: FileName, sizeBytes: z.int().min(0), modifiedAt: Utc });

const Process = z.strictObject({
  processId: z.int().min(1),
  name: Text,
  startedAt: Utc.nullable(),
  memoryBytes: z.int().min(0).nullable(),
});

interface Operation {
  /** Which of the two shells runs it: one looks, the other changes. */
  readonly shell: 'look' | 'change';
  readonly arguments: z.ZodType;
  readonly result: z.ZodType;
  readonly timeoutMs: number;
}

const look = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R, timeoutMs = 45_000) =>
  ({ shell: 'look', arguments: args, result, timeoutMs }) as const;
const change = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R, timeoutMs = 30_000) =>
  ({ shell: 'change', arguments: args, result, timeoutMs }) as const;

export const operations = {
  'Get-MachineFact': look(
    Nothing,
    z.strictObject({
      computerName: Text,
      userName: Text,
      /** `Windows Server 2022 Standard, build 20348.2700, x64`. */
      windows: Text,
      isElevated: z.boolean(),
      language: Text,
      powerShell: Text,
      edition: z.enum(['Desktop', 'Core']),
      languageMode: Text,
      /** Scope and value of the execution policy in force, outermost first. */
      executionPolicies: z.array(z.strictObject({ scope: Text, policy: Text })).max(10),
    }),
  ),
  'Get-CollectorPresence': look(
    Nothing,
    z.strictObject({ presence: z.partialRecord(z.enum(collectorNames), CollectorPresence) }),
  ),
  'Get-AlloyInstallation': look(
    Nothing,
    z.strictObject({ installed: z.boolean(), version: Text.nullable(), programPath: Path.nullable() }),
  ),
  'Get-AlloyService': look(Nothing, Service),
  'Get-AlloySetting': look(Nothing, Settings),
  /** Counts from the next start of the service. An item can be neither empty nor hold a NUL. */
  'Set-AlloySetting': change(
    z.strictObject({
      Arguments: z.array(Text.min(1)).max(200),
      Environment: z.array(Text.min(1)).max(200),
      /** The hash that `Get-AlloySetting` gave; a conflict when it is another one now. */
      Expected: Sha256,
    }),
    Settings,
  ),
  'Get-AlloyRecovery': look(Nothing, Recovery),
  /** Restarts after these delays, in order; none without delays. */
  'Set-AlloyRecovery': change(
    z.strictObject({
      DelaysMs: z.array(z.int().min(0).max(86_400_000)).max(20),
      ResetSeconds: z.int().min(0).max(31_536_000),
      OnErrorExit: z.boolean(),
    }),
    Recovery,
  ),
  /** Ends as soon as a person has answered the question of Windows. */
  'Start-ElevatedProgram': change(
    z.strictObject({ Path, Arguments: z.array(Text).max(20) }),
    Nothing,
    /* The question goes away by itself after two minutes. */ 180_000,
  ),
  /** The file or folder by which somebody else can change a program, and who, by security identifier; else nulls. */
  'Get-ProgramProtection': look(
    z.strictObject({ Path }),
    z.strictObject({ openPath: Text.nullable(), openTo: Text.nullable() }),
  ),
  /** Ends as soon as the service manager says running. */
  'Start-AlloyService': change(Nothing, Service, 210_000),
  /** Alloy may take a minute to deliver its queue. */
  'Stop-AlloyService': change(Nothing, Service, 210_000),
  'Restart-AlloyService': change(Nothing, Service, 300_000),
  'Get-ConfigurationFile': look(z.strictObject({ Path, IncludeBytes: z.boolean() }), Content),
  /** By security identifier: `S-1-1-0` is everyone. Alloy's installer lets everyone read its file. */
  'Get-ConfigurationPermission': look(
    z.strictObject({ Path }),
    z.strictObject({
      owner: Text.nullable(),
      rules: z.array(z.strictObject({ type: z.enum(['allow', 'deny']), sid: Text })).max(1_000),
    }),
  ),
  'Set-ConfigurationFile': change(z.strictObject({ Path, Bytes: Base64, Expected }), Content),
  'Remove-ConfigurationFile': change(z.strictObject({ Path, Expected }), Content),
  'Get-ProtectedFile': look(z.strictObject({ Folder: FolderName, Name: FileName }), z.strictObject({ bytes: Base64 })),
  'Get-ProtectedFolder': look(
    z.strictObject({ Folder: FolderName }),
    z.strictObject({ entries: z.array(Entry).max(100_000) }),
  ),
  'Set-ProtectedFile': change(z.strictObject({ Folder: FolderName, Name: FileName, Bytes: Base64 }), Entry),
  'Remove-ProtectedFile': change(z.strictObject({ Folder: FolderName, Name: FileName }), Nothing),
  'Get-AlloyProcess': look(Nothing, z.strictObject({ process: Process.nullable() })),
  'Get-PortOwner': look(
    z.strictObject({ Port: z.int().min(1).max(65_535) }),
    z.strictObject({ process: Process.nullable() }),
  ),
  /** Held by the shell that changes; a holder that died gives it up. */
  'Lock-Machine': change(
    z.strictObject({ Purpose: z.string().min(1).max(100) }),
    z.strictObject({ token: z.string().max(100) }),
  ),
  'Unlock-Machine': change(z.strictObject({ Token: z.string().max(100) }), Nothing),
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
export type ArgumentsOf<O extends OperationName> = z.infer<(typeof operations)[O]['arguments']>;
export type ResultOf<O extends OperationName> = z.infer<(typeof operations)[O]['result']>;
