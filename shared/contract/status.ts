/** What is known about this machine's Alloy; every part may be unknown and says why. */
import { z } from 'zod';
import { ComponentId, maxComponentIdLength, maxComponents } from './component-id';
import { EndpointStatus, maxEndpoints } from './endpoint';
import { RunningOperation } from './operation';
import { knownOf } from './result';
import { ApplyId, ChangeChoice, ConfigOrigin, RestoreReason } from './setup';

export const serviceStates = ['absent', 'stopped', 'starting', 'running', 'stopping', 'paused'] as const;

export const ServiceStatus = z.strictObject({
  state: z.enum(serviceStates),
  /** When the state was reached; absent where the service manager does not tell. */
  sinceMs: z.number().optional(),
  startType: z.enum(['automatic', 'automatic-delayed', 'manual', 'disabled']).optional(),
  /** As shown to a person: `Local System`, `CORP\svc-alloy`. */
  account: z.string().max(300).optional(),
  /** Process of the service, if it runs. */
  processId: z.int().min(1).optional(),
  /** Of the last end, if it was not a clean stop. */
  exitCode: z.int().optional(),
});
export type ServiceStatus = z.infer<typeof ServiceStatus>;

export const ConfigStatus = z.strictObject({
  path: z.string().max(1_000),
  /** As the service's own arguments say; a directory is named and read-only for this app. */
  kind: z.enum(['file', 'directory', 'absent']),
  origin: ConfigOrigin,
  sizeBytes: z.number().optional(),
  modifiedAtMs: z.number().optional(),
  /** Whether the running Alloy was started or reloaded with these very bytes (`alloy_config_hash`). */
  isLoaded: z.enum(['yes', 'no', 'unknown']),
});
export type ConfigStatus = z.infer<typeof ConfigStatus>;

export const componentHealths = ['healthy', 'unhealthy', 'unknown', 'exited'] as const;

export const ComponentSummary = z.strictObject({
  id: ComponentId,
  name: z.string().max(maxComponentIdLength),
  label: z.string().max(maxComponentIdLength),
  health: z.enum(componentHealths),
  /** Alloy's own text. */
  message: z.string().max(5_000),
  updatedAtMs: z.number().optional(),
});
export type ComponentSummary = z.infer<typeof ComponentSummary>;

/** A value in Alloy's JSON form made readable: text for a person, secrets as `(secret)`. */
export const ComponentField = z.strictObject({
  /** `endpoint.url`, `rule[2].regex`; blocks and their fields by dots. */
  path: z.string().max(1_000),
  text: z.string().max(10_000),
});
export const ComponentDetails = z.strictObject({
  summary: ComponentSummary,
  arguments: z.array(ComponentField).max(5_000),
  exports: z.array(ComponentField).max(5_000),
  debugInfo: z.array(ComponentField).max(5_000),
  referencesTo: z.array(ComponentId).max(maxComponents),
  referencedBy: z.array(ComponentId).max(maxComponents),
});
export type ComponentDetails = z.infer<typeof ComponentDetails>;

/** `closed`: nobody listens (Alloy opens its port only after the first evaluation); `stranger`: something else answers. */
export const ApiStatus = z.strictObject({
  state: z.enum(['ready', 'closed', 'stranger', 'not-answering', 'not-asked']),
  address: z.string().max(300),
});
export type ApiStatus = z.infer<typeof ApiStatus>;

/** The rows of the pill's table, in its order; the first that holds wins. */
export const pillStates = [
  'unknown',
  'changing',
  'not-installed',
  'stopped',
  'starting',
  'not-answering',
  'change-pending',
  'losing-data',
  'degraded',
  'no-data-yet',
  'delivering',
] as const;
export const PillState = z.enum(pillStates);
export type PillState = z.infer<typeof PillState>;

export const InstalledAlloy = z.strictObject({
  installed: z.boolean(),
  version: z.string().max(100).optional(),
  programPath: z.string().max(1_000).optional(),
});
export type InstalledAlloy = z.infer<typeof InstalledAlloy>;

export const ProgramStatus = z.strictObject({
  processId: z.int().min(1).optional(),
  memoryBytes: z.number().optional(),
  startedAtMs: z.number().optional(),
  activeSeries: z.number().optional(),
});

/**
 * - `committed`: the new file is in use; `restored`: the former one is again
 * - `undecided`: the new file is in use and made a component unhealthy
 * - `unfinished`: the app or the computer ended during the change
 * - `restore-failed`: the former file could not be brought back completely
 * - `overtaken`: it waited for a decision, and the file was changed by somebody else since
 */
export const changeOutcomes = [
  'committed',
  'restored',
  'undecided',
  'unfinished',
  'restore-failed',
  'overtaken',
] as const;

/** The change that waits for a decision, or else the newest. */
export const LastChange = z.strictObject({
  applyId: ApplyId,
  atMs: z.number(),
  outcome: z.enum(changeOutcomes),
  userName: z.string().max(300),
  /** What a person can decide now; empty where nothing waits. */
  choices: z.array(ChangeChoice).max(2),
  /** Why the former file came back, or was to come back. */
  why: RestoreReason.optional(),
});
export type LastChange = z.infer<typeof LastChange>;

export const MachineStatus = z.strictObject({
  readAtMs: z.number(),
  pill: PillState,
  alloy: knownOf(InstalledAlloy),
  service: knownOf(ServiceStatus),
  config: knownOf(ConfigStatus),
  api: ApiStatus,
  components: knownOf(z.array(ComponentSummary).max(maxComponents)),
  endpoints: knownOf(z.array(EndpointStatus).max(maxEndpoints)),
  program: ProgramStatus,
  lastChange: knownOf(LastChange.nullable()),
  operation: RunningOperation.nullable(),
});
export type MachineStatus = z.infer<typeof MachineStatus>;

export const AppInfo = z.strictObject({
  version: z.string().max(100),
  machine: z.enum(['demo', 'windows']),
  computerName: z.string().max(300),
  /** `DOMAIN\admin`: whose rights the app has. */
  userName: z.string().max(300),
  windows: z.string().max(300),
  isElevated: z.boolean(),
  electron: z.string().max(100),
  chromium: z.string().max(100),
  node: z.string().max(100),
});
export type AppInfo = z.infer<typeof AppInfo>;

export const LogLine = z.strictObject({
  atMs: z.number().optional(),
  level: z.enum(['debug', 'info', 'warn', 'error', 'unknown']),
  componentId: ComponentId.optional(),
  text: z.string().max(20_000),
});
export type LogLine = z.infer<typeof LogLine>;

export const serviceActions = ['start', 'stop', 'restart', 'reload'] as const;
export const ServiceAction = z.enum(serviceActions);
export type ServiceAction = z.infer<typeof ServiceAction>;

export const ServiceControlled = z.strictObject({ action: ServiceAction, service: ServiceStatus });
export type ServiceControlled = z.infer<typeof ServiceControlled>;
