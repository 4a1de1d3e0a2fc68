/** The Windows machine: every facet over the operations of the PowerShell module. */
import { createHash } from 'node:crypto';
import { fail, ok, type Failure, type Result } from '../../shared/contract/result';
import type { ServiceStatus } from '../../shared/contract/status';
import { configContentOf } from '../machine/config-content';
import { maxConfigBytes, type ConfigContent, type ConfigFile, type ExpectedContent } from '../machine/config-file';
import { fileNamePattern, type FolderEntry, type FolderName, type ProtectedFolders } from '../machine/folders';
import type { MachineFacts } from '../machine/facts';
import type { MachineLock } from '../machine/lock';
import type { Machine } from '../machine/machine';
import type { ProcessInfo, Processes } from '../machine/processes';
import type { ServiceControl } from '../machine/service';
import { serviceSettingsOf } from '../machine/service-settings';
import { isAboutShell, type Operations } from './operation-caller';
import type { ResultOf } from './operations';

const never = new AbortController().signal;
const usualConfigPath = 'C:\\Program Files\\GrafanaLabs\\Alloy\\config.alloy';

/** The same result; a failure gets the reason that the facet has for its code, with these parameters. */
function because<T>(
  result: Result<T>,
  reasons: Partial<Record<Failure['code'], Failure['reason']>>,
  params?: Failure['params'],
): Result<T> {
  if (result.ok || isAboutShell(result.failure)) return result;
  const reason = reasons[result.failure.code];
  return reason ? fail(result.failure.code, reason, { params, detail: result.failure.detail }) : result;
}

export function createWindowsMachine(operations: Operations): Machine {
  const service = windowsService(operations);
  return {
    facts: windowsFacts(operations),
    service,
    configFile: windowsConfigFile(operations, service),
    folders: windowsFolders(operations),
    processes: windowsProcesses(operations),
    lock: windowsLock(operations),
    // Alloy's lines are in the event log, which has no operation yet: unknown, not empty.
    log: { tail: async () => fail('unsupported', 'file-unreadable') },
  };
}

function windowsFacts(operations: Operations): MachineFacts {
  return {
    read: async () => {
      const facts = await operations.call('Get-MachineFact', {}, never);
      if (!facts.ok) return facts;
      const { computerName, userName, windows, isElevated, language } = facts.value;
      return ok({ computerName, userName, windows, isElevated, language });
    },
    alloy: async () => {
      const found = await operations.call('Get-AlloyInstallation', {}, never);
      if (!found.ok) return found;
      const { installed, version, programPath } = found.value;
      return ok({
        installed,
        ...(version === null ? {} : { version }),
        ...(programPath === null ? {} : { programPath }),
      });
    },
    collectorPresence: async () => {
      const read = await operations.call('Get-CollectorPresence', {}, never);
      return read.ok ? ok(read.value.presence) : read;
    },
  };
}

function statusOf(record: ResultOf<'Get-AlloyService'>): ServiceStatus {
  const { state, startType, account, processId, exitCode, startedAt } = record;
  return {
    state,
    ...(startType === null ? {} : { startType }),
    ...(account === null ? {} : { account }),
    ...(processId === null ? {} : { processId }),
    ...(exitCode === null ? {} : { exitCode }),
    ...(startedAt === null ? {} : { sinceMs: Date.parse(startedAt) }),
  };
}

const serviceReasons = {
  'not-found': 'service-absent',
  'timed-out': 'service-slow',
  unsupported: 'service-refused',
} as const;

function windowsService(operations: Operations): ServiceControl {
  const control = async (
    operation: 'Start-AlloyService' | 'Stop-AlloyService' | 'Restart-AlloyService',
    signal: AbortSignal,
  ): Promise<Result<ServiceStatus>> => {
    const done = because(await operations.call(operation, {}, signal), serviceReasons);
    return done.ok ? ok(statusOf(done.value)) : done;
  };
  return {
    status: async () => {
      const record = await operations.call('Get-AlloyService', {}, never);
      return record.ok ? ok(statusOf(record.value)) : record;
    },
    settings: async () => {
      const settings = because(await operations.call('Get-AlloySetting', {}, never), serviceReasons);
      if (!settings.ok) return settings;
      const { programPath, arguments: args, environment } = settings.value;
      return serviceSettingsOf({ arguments: args, environment, programPath }, usualConfigPath);
    },
    start: (signal) => control('Start-AlloyService', signal),
    stop: (signal) => control('Stop-AlloyService', signal),
    restart: (signal) => control('Restart-AlloyService', signal),
  };
}

function windowsConfigFile(operations: Operations, service: ServiceControl): ConfigFile {
  const place = async (): Promise<Result<string>> => {
    const settings = await service.settings();
    if (settings.ok) return ok(settings.value.configPath);
    return settings.failure.code === 'not-found' ? ok(usualConfigPath) : settings;
  };
  const read = async (path: string): Promise<Result<ResultOf<'Get-ConfigurationFile'>>> =>
    because(await operations.call('Get-ConfigurationFile', { Path: path, IncludeBytes: true }, never), {
      'access-denied': 'config-unreadable',
      unsupported: 'config-too-large',
      busy: 'config-unreadable',
    });
  const reasons = {
    conflict: 'config-changed-meanwhile',
    unsupported: 'config-is-directory',
    'access-denied': 'config-unwritable',
    busy: 'config-unwritable',
    unexpected: 'config-unwritable',
  } as const;
  const now = async (): Promise<Result<ConfigContent>> => {
    const path = await place();
    if (!path.ok) return path;
    const content = await read(path.value);
    return content.ok ? ok(contentOf(path.value, content.value)) : content;
  };
  const restore = async (bytes: Uint8Array, expected: ExpectedContent): Promise<Result<ConfigContent>> => {
    if (bytes.length > maxConfigBytes) return fail('unsupported', 'config-too-large');
    const path = await place();
    if (!path.ok) return path;
    const args = { Path: path.value, Bytes: Buffer.from(bytes).toString('base64'), Expected: expected };
    const done = because(await operations.call('Set-ConfigurationFile', args, never), reasons, { path: path.value });
    return done.ok ? now() : done;
  };
  return {
    read: now,
    restore,
    replace: (text, expected) => restore(new TextEncoder().encode(text), expected),
    readBytes: async () => {
      const path = await place();
      if (!path.ok) return path;
      const content = await read(path.value);
      if (!content.ok) return content;
      if (content.value.state === 'directory')
        return fail('unsupported', 'config-is-directory', { params: { path: path.value } });
      return content.value.bytes === null
        ? fail('not-found', 'file-not-found')
        : ok(Buffer.from(content.value.bytes, 'base64'));
    },
    remove: async (expected) => {
      const path = await place();
      if (!path.ok) return path;
      const args = { Path: path.value, Expected: expected };
      const done = because(await operations.call('Remove-ConfigurationFile', args, never), reasons, {
        path: path.value,
      });
      return done.ok ? now() : done;
    },
  };
}

function contentOf(path: string, content: ResultOf<'Get-ConfigurationFile'>): ConfigContent {
  if (content.state === 'directory') return { state: 'directory', path };
  if (content.state === 'absent' || content.bytes === null) return { state: 'absent', path };
  const bytes = Buffer.from(content.bytes, 'base64');
  return configContentOf(bytes, {
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    modifiedAtMs: Date.parse(content.modifiedAt ?? '') || 0,
  });
}

function windowsFolders(operations: Operations): ProtectedFolders {
  const refused = (name: string) =>
    fileNamePattern.test(name) ? undefined : fail('invalid-request', 'file-name-refused');
  const reading = {
    'not-found': 'file-not-found',
    'access-denied': 'file-unreadable',
    conflict: 'folder-not-protected',
  } as const;
  const writing = {
    'access-denied': 'file-unwritable',
    conflict: 'folder-not-protected',
    unexpected: 'file-unwritable',
  } as const;
  const placeOf = (folder: FolderName) => ({ path: '%ProgramData%\\AlloyDesk', folder });
  const entryOf = ({ name, sizeBytes, modifiedAt }: ResultOf<'Set-ProtectedFile'>): FolderEntry => ({
    name,
    sizeBytes,
    modifiedAtMs: Date.parse(modifiedAt),
  });
  return {
    write: async (folder: FolderName, name, bytes) => {
      const no = refused(name);
      if (no) return no;
      const args = { Folder: folder, Name: name, Bytes: Buffer.from(bytes).toString('base64') };
      const done = because(await operations.call('Set-ProtectedFile', args, never), writing, placeOf(folder));
      return done.ok ? ok(entryOf(done.value)) : done;
    },
    read: async (folder, name) => {
      const no = refused(name);
      if (no) return no;
      const file = because(
        await operations.call('Get-ProtectedFile', { Folder: folder, Name: name }, never),
        reading,
        placeOf(folder),
      );
      return file.ok ? ok(Buffer.from(file.value.bytes, 'base64')) : file;
    },
    list: async (folder) => {
      const listed = because(
        await operations.call('Get-ProtectedFolder', { Folder: folder }, never),
        reading,
        placeOf(folder),
      );
      return listed.ok ? ok(listed.value.entries.map(entryOf)) : listed;
    },
    remove: async (folder, name) => {
      const no = refused(name);
      if (no) return no;
      const done = because(
        await operations.call('Remove-ProtectedFile', { Folder: folder, Name: name }, never),
        writing,
        placeOf(folder),
      );
      return done.ok ? ok(undefined) : done;
    },
  };
}

function windowsProcesses(operations: Operations): Processes {
  const infoOf = (process: ResultOf<'Get-AlloyProcess'>['process']): ProcessInfo | undefined =>
    process === null
      ? undefined
      : {
          processId: process.processId,
          name: process.name,
          ...(process.startedAt === null ? {} : { startedAtMs: Date.parse(process.startedAt) }),
          ...(process.memoryBytes === null ? {} : { memoryBytes: process.memoryBytes }),
        };
  return {
    alloy: async () => {
      const found = await operations.call('Get-AlloyProcess', {}, never);
      return found.ok ? ok(infoOf(found.value.process)) : found;
    },
    portOwner: async (port) => {
      const found = await operations.call('Get-PortOwner', { Port: port }, never);
      return found.ok ? ok(infoOf(found.value.process)) : found;
    },
  };
}

function windowsLock(operations: Operations): MachineLock {
  return {
    acquire: async (purpose) => {
      const taken = because(
        await operations.call('Lock-Machine', { Purpose: purpose }, never),
        // Ours lets every administrator in.
        { busy: 'machine-lock-held', conflict: 'machine-lock-foreign', 'access-denied': 'machine-lock-foreign' },
        { holder: 'another Alloy Desk' },
      );
      if (!taken.ok) return taken;
      const { token } = taken.value;
      return ok({
        release: async () => {
          await operations.call('Unlock-Machine', { Token: token }, never);
        },
      });
    },
  };
}
