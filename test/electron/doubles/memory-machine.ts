/** A computer in memory for the transaction's tests; `test/contract` holds its files and folders to every promise. */
import { createHash } from 'node:crypto';
import type { Clock } from '../../../electron/machine/clock';
import type { ConfigContent, ConfigFile, ExpectedContent } from '../../../electron/machine/config-file';
import type { FolderEntry, FolderName, ProtectedFolders } from '../../../electron/machine/folders';
import { fileNamePattern } from '../../../electron/machine/folders';
import type { MachineFacts } from '../../../electron/machine/facts';
import type { MachineLock } from '../../../electron/machine/lock';
import type { ServiceLog } from '../../../electron/machine/log';
import type { Machine } from '../../../electron/machine/machine';
import type { Processes } from '../../../electron/machine/processes';
import type { ServiceControl } from '../../../electron/machine/service';
import { fail, ok, type Failure, type Result } from '../../../shared/contract/result';
import type { ServiceStatus } from '../../../shared/contract/status';

export const configPath = String.raw`C:\Program Files\GrafanaLabs\Alloy\config.alloy`;

export class MemoryMachine implements Machine {
  state: ServiceStatus['state'] = 'running';
  processId: number | undefined = 4711;
  /** Of the last end that was no clean stop. */
  exitCode: number | undefined;
  file: Uint8Array | undefined;
  isDirectory = false;
  readonly files = new Map<string, Uint8Array>();
  /** What happened, in order: `stop`, `start`, `replace`, … */
  readonly events: string[] = [];
  /** Failures to answer next, by the name of the call: `configFile.replace`. */
  readonly failNext = new Map<string, Failure>();
  /** Called after each start of the service. */
  onStart: () => void = () => undefined;
  #isLocked = false;
  readonly #clock: Clock;

  constructor(clock: Clock, text?: string) {
    this.#clock = clock;
    if (text !== undefined) this.file = new TextEncoder().encode(text);
  }

  get text(): string | undefined {
    return this.file && Buffer.from(this.file).toString('utf8');
  }

  #failure(call: string): { ok: false; failure: Failure } | undefined {
    const failure = this.failNext.get(call);
    this.failNext.delete(call);
    return failure && { ok: false, failure };
  }

  readonly facts: MachineFacts = {
    read: async () =>
      ok({
        computerName: 'FS-BER-07',
        userName: 'CORP\\nora',
        windows: 'Windows Server 2022',
        isElevated: true,
        language: 'en',
      }),
    alloy: async () => ok({ installed: this.state !== 'absent', version: 'v1.18.1' }),
    collectorPresence: async () => ok({}),
  };

  readonly service: ServiceControl = {
    status: async () =>
      this.#failure('service.status') ??
      ok({ state: this.#stateNow(), ...(this.exitCode === undefined ? {} : { exitCode: this.exitCode }) }),
    settings: async () =>
      this.#failure('service.settings') ??
      ok({
        arguments: ['run', configPath],
        environment: [],
        programPath: String.raw`C:\Program Files\GrafanaLabs\Alloy\alloy-windows-amd64.exe`,
        configPath,
        storagePath: String.raw`C:\ProgramData\GrafanaLabs\Alloy\data`,
        listenAddress: { host: '127.0.0.1', port: 12345, uiPathPrefix: '/' },
      }),
    start: async () => this.#start('start'),
    stop: async () => {
      this.events.push('stop');
      this.state = 'stopped';
      this.processId = undefined;
      return this.#failure('service.stop') ?? ok({ state: this.state });
    },
    restart: async () => this.#start('restart'),
  };

  /** The service's wrapper ends with the program that it has started. */
  #stateNow(): ServiceStatus['state'] {
    return this.state === 'running' && this.processId === undefined ? 'stopped' : this.state;
  }

  async #start(event: string): Promise<Result<ServiceStatus>> {
    const failure = this.#failure(`service.${event}`);
    if (failure) return failure;
    this.events.push(event);
    this.state = 'running';
    this.processId = 4711 + this.events.length;
    this.onStart();
    return ok({ state: this.state });
  }

  readonly configFile: ConfigFile = {
    read: async () => this.#failure('configFile.read') ?? ok(this.#content()),
    readBytes: async () => (this.file ? ok(this.file) : fail('not-found', 'file-not-found')),
    replace: async (text, expected) => this.#put('replace', new TextEncoder().encode(text), expected),
    restore: async (bytes, expected) => this.#put('restore', bytes, expected),
    remove: async (expected) => this.#put('remove', undefined, expected),
  };

  #content(): ConfigContent {
    if (this.isDirectory) return { state: 'directory', path: configPath };
    if (!this.file) return { state: 'absent', path: configPath };
    return {
      state: 'file',
      path: configPath,
      text: this.text ?? '',
      encoding: 'utf-8',
      newline: 'lf',
      sha256: hashOf(this.file),
      sizeBytes: this.file.length,
      modifiedAtMs: this.#clock.now(),
    };
  }

  #put(call: string, bytes: Uint8Array | undefined, expected: ExpectedContent): Result<ConfigContent> {
    const failure = this.#failure(`configFile.${call}`);
    if (failure) return failure;
    const now = this.file ? hashOf(this.file) : 'absent';
    if (now !== expected) return fail('conflict', 'config-changed-meanwhile');
    this.file = bytes;
    this.events.push(call);
    return ok(this.#content());
  }

  readonly folders: ProtectedFolders = {
    write: async (folder, name, bytes) => {
      const failure = this.#failure(`folders.write.${folder}`) ?? refusedName(name);
      if (failure) return failure;
      this.files.set(`${folder}/${name}`, bytes);
      return ok(this.#entry(folder, name, bytes));
    },
    read: async (folder, name) => {
      const bytes = this.files.get(`${folder}/${name}`);
      return refusedName(name) ?? (bytes ? ok(bytes) : fail('not-found', 'file-not-found'));
    },
    list: async (folder) =>
      ok(
        [...this.files]
          .filter(([key]) => key.startsWith(`${folder}/`))
          .map(([key, bytes]) => this.#entry(folder, key.slice(folder.length + 1), bytes))
          .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      ),
    remove: async (folder, name) => {
      this.files.delete(`${folder}/${name}`);
      return refusedName(name) ?? ok(undefined);
    },
  };

  #entry(_folder: FolderName, name: string, bytes: Uint8Array): FolderEntry {
    return { name, sizeBytes: bytes.length, modifiedAtMs: this.#clock.now() };
  }

  readonly processes: Processes = {
    alloy: async () =>
      ok(this.processId === undefined ? undefined : { processId: this.processId, name: 'alloy-windows-amd64.exe' }),
    portOwner: async () => ok(undefined),
  };

  readonly lock: MachineLock = {
    acquire: async () => {
      if (this.#isLocked) return fail('busy', 'machine-lock-held', { params: { holder: 'a test' } });
      this.#isLocked = true;
      return ok({
        release: async () => {
          this.#isLocked = false;
        },
      });
    },
  };

  readonly log: ServiceLog = { tail: async () => ok([]) };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function refusedName(name: string): { ok: false; failure: Failure } | undefined {
  return fileNamePattern.test(name) ? undefined : fail('invalid-request', 'file-name-refused');
}
