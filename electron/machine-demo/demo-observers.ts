/** The facets that only look: facts, processes, log. */
import { createConnection } from 'node:net';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../shared/contract/result';
import { parseRunArguments } from '../../shared/command-line/run-arguments';
import type { AlloyInstallation, Facts, MachineFacts } from '../machine/facts';
import type { ServiceLog } from '../machine/log';
import type { ProcessInfo, Processes } from '../machine/processes';
import { errorCode, errorDetail } from './atomic-file';
import { defaultConfigPath, type DemoPaths } from './demo-paths';
import { readRecord, type MachineRecord, type ServiceRecord } from './machine-record';
import { isSameProcessAlive, processMemoryBytes } from './process-observation';

export class DemoFacts implements MachineFacts {
  readonly #paths: DemoPaths;

  constructor(paths: DemoPaths) {
    this.#paths = paths;
  }

  read(): Promise<Result<Facts>> {
    return this.#from(({ computer }) => ({
      computerName: computer.name,
      userName: computer.userName,
      windows: computer.windows,
      isElevated: computer.isElevated,
      language: computer.language,
    }));
  }

  alloy(): Promise<Result<AlloyInstallation>> {
    return this.#from(({ alloy }) => (alloy ? { installed: true, ...alloy } : { installed: false }));
  }

  collectorPresence(): Promise<Result<MachineRecord['collectorPresence']>> {
    return this.#from(({ collectorPresence }) => collectorPresence);
  }

  async #from<T>(pick: (record: MachineRecord) => T): Promise<Result<T>> {
    const record = await readRecord(this.#paths.record);
    return record.ok ? ok(pick(record.value)) : record;
  }
}

export class DemoProcesses implements Processes {
  readonly #paths: DemoPaths;

  constructor(paths: DemoPaths) {
    this.#paths = paths;
  }

  async alloy(): Promise<Result<ProcessInfo | undefined>> {
    const record = await readRecord(this.#paths.record);
    if (!record.ok) return record;
    return ok(record.value.service ? await alloyOf(record.value.service) : undefined);
  }

  /** The demo computer knows its own program's port; whoever else listens there is somebody without a name. */
  async portOwner(port: number): Promise<Result<ProcessInfo | undefined>> {
    if (!(await isListening(port))) return ok(undefined);
    const record = await readRecord(this.#paths.record);
    if (!record.ok) return record;
    const { service } = record.value;
    const isOurs = service !== null && parseRunArguments(service.arguments).listenAddress?.port === port;
    const alloy = isOurs ? await alloyOf(service) : undefined;
    return alloy ? ok(alloy) : fail('unsupported', 'file-not-found');
  }
}

async function alloyOf(service: ServiceRecord): Promise<ProcessInfo | undefined> {
  const { alloyProcessId, alloyIdentity, alloyStartedAtMs, programPath } = service;
  if (alloyProcessId === undefined || !(await isSameProcessAlive(alloyProcessId, alloyIdentity))) return undefined;
  const memoryBytes = await processMemoryBytes(alloyProcessId);
  return {
    processId: alloyProcessId,
    name: path.win32.basename(programPath),
    ...(alloyStartedAtMs === undefined ? {} : { startedAtMs: alloyStartedAtMs }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

export class DemoLog implements ServiceLog {
  readonly #paths: DemoPaths;

  constructor(paths: DemoPaths) {
    this.#paths = paths;
  }

  async tail(limit: number): Promise<Result<readonly string[]>> {
    try {
      const former = await readIfThere(this.#paths.previousLog);
      const lines = `${former}${await readIfThere(this.#paths.log)}`.split(/\r?\n/);
      if (lines.at(-1) === '') lines.pop();
      const record = await readRecord(this.#paths.record);
      const service = record.ok ? record.value.service : null;
      return ok(lines.slice(Math.max(0, lines.length - limit)).map((line) => this.#asOnWindows(line, service)));
    } catch (error) {
      return fail('unexpected', 'file-unreadable', { detail: errorDetail(error) });
    }
  }

  /** Alloy names the files that it was really given; a person sees those of the computer. */
  #asOnWindows(line: string, service: ServiceRecord | null): string {
    if (!service || !line.includes(this.#paths.folder)) return line;
    const { configPath = defaultConfigPath, storagePath } = parseRunArguments(service.arguments);
    let shown = line;
    for (const windows of [configPath, storagePath, path.win32.dirname(service.programPath)]) {
      shown = shown.replaceAll(this.#paths.real(windows, service.programPath), windows);
    }
    return shown;
  }
}

async function readIfThere(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  });
}
