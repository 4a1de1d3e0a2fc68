import { rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fail, ok, type Result } from '../../shared/contract/result';
import type { ServiceStatus } from '../../shared/contract/status';
import type { ServiceControl, ServiceSettings } from '../machine/service';
import { serviceSettingsOf } from '../machine/service-settings';
import { defaultConfigPath, type DemoPaths } from './demo-paths';
import { livingHost } from './host-claim';
import type { DemoTimings, HostSettings } from './host-settings';
import { readRecord, type ServiceRecord } from './machine-record';
import { isProcessAlive, isProvenAlive, signalProcess } from './process-observation';
import type { ProgramCommand, ProgramLauncher } from './program-launcher';

export interface DemoServiceOptions {
  readonly paths: DemoPaths;
  readonly launcher: ProgramLauncher;
  readonly programs: { readonly serviceHost: ProgramCommand; readonly alloy: ProgramCommand };
  readonly timings: DemoTimings;
}

const pollMs = 25;
const startLimitMs = 20_000;

/** The service of a demo computer: the record says what it is, a service host does what it does. */
export class DemoService implements ServiceControl {
  readonly #options: DemoServiceOptions;

  constructor(options: DemoServiceOptions) {
    this.#options = options;
  }

  async status(): Promise<Result<ServiceStatus>> {
    const service = await this.#record();
    if (!service.ok) return service;
    if (!service.value) return ok({ state: 'absent' });
    return ok(statusOf(service.value, (await livingHost(this.#options.paths)) !== undefined));
  }

  async settings(): Promise<Result<ServiceSettings>> {
    const service = await this.#record();
    if (!service.ok) return service;
    if (!service.value) return fail('not-found', 'service-absent');
    const { arguments: args, environment, programPath } = service.value;
    return serviceSettingsOf({ arguments: args, environment, programPath }, defaultConfigPath);
  }

  async start(signal: AbortSignal): Promise<Result<ServiceStatus>> {
    const service = await this.#record();
    if (!service.ok) return service;
    if (!service.value) return fail('not-found', 'service-absent');
    if (service.value.startType === 'disabled') return fail('unsupported', 'service-refused');
    const host = await livingHost(this.#options.paths);
    if (host !== undefined && service.value.state === 'running') return this.status();
    // A host that waits for its next attempt, or that is about to end, makes way.
    if (host !== undefined) await this.#endHost(signal);
    if (signal.aborted) return fail('cancelled', 'operation-cancelled');
    await this.#endOrphan(service.value);
    return this.#launch(signal);
  }

  async stop(signal: AbortSignal): Promise<Result<ServiceStatus>> {
    const service = await this.#record();
    if (!service.ok) return service;
    if (!service.value) return fail('not-found', 'service-absent');
    if ((await livingHost(this.#options.paths)) !== undefined && !(await this.#endHost(signal))) {
      return signal.aborted ? fail('cancelled', 'operation-cancelled') : fail('timed-out', 'service-slow');
    }
    await this.#endOrphan(service.value);
    return this.status();
  }

  async restart(signal: AbortSignal): Promise<Result<ServiceStatus>> {
    const stopped = await this.stop(signal);
    return stopped.ok ? this.start(signal) : stopped;
  }

  async #launch(signal: AbortSignal): Promise<Result<ServiceStatus>> {
    const { launcher, programs, paths, timings } = this.#options;
    const settings: HostSettings = {
      folder: paths.folder,
      alloy: {
        file: programs.alloy.file,
        args: [...programs.alloy.args],
        lastArgs: [...(programs.alloy.lastArgs ?? [])],
        environment: programs.alloy.environment,
      },
      timings,
    };
    const { file, args, environment } = programs.serviceHost;
    let launched: number;
    try {
      launched = await launcher.start(file, [...args, JSON.stringify(settings)], {
        cwd: paths.folder,
        ...(environment ? { environment } : {}),
      });
    } catch {
      return fail('unexpected', 'service-refused');
    }
    const startedAt = performance.now();
    while (performance.now() - startedAt < startLimitMs) {
      const host = await livingHost(paths);
      const service = await this.#record();
      if (host !== undefined && service.ok && service.value?.hostProcessId === host) return this.status();
      if (signal.aborted) return fail('cancelled', 'operation-cancelled');
      // One that met another living host makes way for it; one that could not even begin leaves nobody.
      if (host === undefined && !(await isProcessAlive(launched))) return this.#afterEarlyEnd();
      await pause(pollMs);
    }
    return fail('timed-out', 'service-slow');
  }

  /** The launched host is gone: as somebody else asked meanwhile, or because it cannot run at all. */
  async #afterEarlyEnd(): Promise<Result<ServiceStatus>> {
    const host = await livingHost(this.#options.paths);
    return host === undefined ? fail('unexpected', 'service-refused') : this.status();
  }

  /** True when the host that lives now is gone. A stop that was begun goes on when the wait for it is given up. */
  async #endHost(signal: AbortSignal): Promise<boolean> {
    const { paths, timings } = this.#options;
    const asked = await livingHost(paths);
    if (asked === undefined) return true;
    const deadline = performance.now() + timings.stopLimitMs + 10_000;
    while (performance.now() < deadline) {
      if ((await livingHost(paths)) !== asked) {
        await rm(paths.stopRequest, { force: true });
        return true;
      }
      // Every time anew: a host that only begins clears away what was asked of the one before. Where the folder goes
      // meanwhile nothing can be written, and the host ends all the same.
      await writeFile(paths.stopRequest, String(asked), { mode: 0o600 }).catch(() => undefined);
      if (signal.aborted) return false;
      await pause(pollMs);
    }
    return false;
  }

  /**
   * Alloy of a host that was killed lives on without it and keeps its port; a stopped service has no process. One that
   * may be somebody else's by now is left alone.
   */
  async #endOrphan({ alloyProcessId, alloyIdentity }: ServiceRecord): Promise<void> {
    if (alloyProcessId === undefined) return;
    const { stopLimitMs } = this.#options.timings;
    const startedAt = performance.now();
    let isAsked = false;
    while (await isProvenAlive(alloyProcessId, alloyIdentity)) {
      if (performance.now() - startedAt > stopLimitMs) signalProcess(alloyProcessId, 'SIGKILL');
      else if (!isAsked) signalProcess(alloyProcessId, 'SIGINT');
      isAsked = true;
      await pause(pollMs);
    }
  }

  async #record(): Promise<Result<ServiceRecord | null>> {
    const record = await readRecord(this.#options.paths.record);
    return record.ok ? ok(record.value.service) : record;
  }
}

/** Without a living host nothing runs, whatever the record last said. */
function statusOf(service: ServiceRecord, hasHost: boolean): ServiceStatus {
  const state = hasHost ? service.state : 'stopped';
  const hasProcess = state !== 'stopped' && service.hostProcessId !== undefined;
  return {
    state,
    // Nobody noted when a computer went off.
    ...(state === service.state ? { sinceMs: service.sinceMs } : {}),
    startType: service.startType,
    account: service.account,
    ...(hasProcess ? { processId: service.hostProcessId } : {}),
    ...(service.exitCode === undefined ? {} : { exitCode: service.exitCode }),
  };
}

/** The path of the configuration as the service says, or the installer's where there is no service. */
export function configPathOf(service: ServiceRecord | null): Result<string> {
  if (!service) return ok(defaultConfigPath);
  const settings = serviceSettingsOf(service, defaultConfigPath);
  return settings.ok ? ok(settings.value.configPath) : settings;
}
