/**
 * The service host: a program that plays the Windows service wrapper and the service manager's recovery for a demo
 * computer. It reports running as soon as Alloy's process is begun, as the recorded wrapper does, whatever becomes of it.
 */
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { parseRunArguments } from '../../shared/command-line/run-arguments';
import { environmentOf, programFolder, realArguments } from './alloy-command';
import type { AlloyProcess, StartAlloy } from './alloy-process';
import { alloyThroughBroker, parentPort } from './brokered-alloy';
import { DemoPaths } from './demo-paths';
import { claimHost } from './host-claim';
import { HostSettings } from './host-settings';
import { LeaseWatch } from './lease-watch';
import { changeServiceRecord, readRecord, type MachineRecord, type ServiceRecord } from './machine-record';
import { processIdentity } from './process-observation';
import { RotatingLog } from './rotating-log';
import { spawnAlloy } from './spawned-alloy';

const pollMs = 100;

class ServiceHost {
  readonly #settings: HostSettings;
  readonly #paths: DemoPaths;
  readonly #log: RotatingLog;
  readonly #lease: LeaseWatch;
  readonly #start: StartAlloy;
  #release = (): Promise<void> => Promise.resolve();
  #alloy: AlloyProcess | undefined;
  #isStopping = false;
  #restartAtMs: number | undefined;
  /** Changes of the record, one after the other. */
  #changes: Promise<unknown> = Promise.resolve();

  constructor(settings: HostSettings, start: StartAlloy) {
    this.#settings = settings;
    this.#paths = new DemoPaths(settings.folder);
    this.#log = new RotatingLog(this.#paths, settings.timings.logLimitBytes);
    this.#lease = new LeaseWatch(settings.timings.leaseMs, Date.now());
    this.#start = start;
  }

  async run(): Promise<void> {
    const release = await claimHost(this.#paths);
    if (!release) return;
    this.#release = release;
    rmSync(this.#paths.stopRequest, { force: true });
    // Nobody asks the service to stop this way: the computer that carries the demo goes off.
    process.on('SIGINT', () => void this.goOff());
    process.on('SIGTERM', () => void this.goOff());
    // Whatever this program dies of, Alloy does not outlive it as long as there is a moment left.
    process.on('exit', () => this.#alloy?.kill());
    await this.#begin();
    setInterval(() => this.#look(), pollMs);
  }

  /** Starts Alloy and says running. */
  async #begin(): Promise<void> {
    const record = await readRecord(this.#paths.record);
    if (!record.ok || !record.value.service) {
      await this.#leave();
      return;
    }
    this.#restartAtMs = undefined;
    const alloy = this.#startAlloy(record.value, record.value.service);
    this.#alloy = alloy;
    const now = Date.now();
    // In line before anything that Alloy's end writes, however soon that comes.
    await this.#change(async (former) => {
      const alloyProcessId = await alloy.processId;
      const identity = alloyProcessId === undefined ? undefined : await processIdentity(alloyProcessId);
      return {
        ...withoutProcess(former),
        state: 'running',
        sinceMs: now,
        hostProcessId: process.pid,
        ...(alloyProcessId === undefined ? {} : { alloyProcessId, alloyStartedAtMs: now }),
        ...(identity === undefined ? {} : { alloyIdentity: identity }),
      };
    });
  }

  #startAlloy(record: MachineRecord, service: ServiceRecord): AlloyProcess {
    const { alloy } = this.#settings;
    const alloyProcess = this.#start(
      {
        file: alloy.file,
        args: [
          ...alloy.args,
          ...realArguments(service.arguments, this.#paths, service.programPath),
          ...(alloy.lastArgs ?? []),
        ],
        cwd: programFolder(this.#paths, service),
        environment: {
          // The exporter takes its instance from this variable, and this is the computer's name.
          HOSTNAME: record.computer.name,
          // The demo Alloy calls its file by this name; a real one does not look.
          DEMO_ALLOY_CONFIG_PATH: parseRunArguments(service.arguments).configPath ?? '',
          ...alloy.environment,
          ...environmentOf(service.environment, this.#paths),
        },
      },
      (bytes) => this.#log.write(bytes),
    );
    void alloyProcess.ended.then((exitCode) => this.#ended(exitCode));
    return alloyProcess;
  }

  /** Alloy has ended: as asked, or on its own, which the service manager answers with a start after a pause. */
  async #ended(exitCode: number): Promise<void> {
    this.#alloy = undefined;
    if (this.#isStopping) return;
    const { restartDelaysMs, crashMemoryMs } = this.#settings.timings;
    const now = Date.now();
    await this.#change((former) => {
      const service = withoutProcess(former);
      const recent = service.ends.filter(({ atMs }) => now - atMs < crashMemoryMs);
      const delayMs = restartDelaysMs[Math.min(recent.length, restartDelaysMs.length - 1)] ?? 60_000;
      this.#restartAtMs = now + delayMs;
      return {
        ...service,
        state: 'stopped',
        sinceMs: now,
        hostProcessId: process.pid,
        exitCode,
        restartAtMs: this.#restartAtMs,
        ends: [...recent, { atMs: now, exitCode }].slice(-20),
      };
    });
  }

  #look(): void {
    if (this.#isStopping) return;
    if (!existsSync(this.#paths.record)) {
      // At once: what Alloy writes while it ends would make the folder again.
      void this.goOff(0);
      return;
    }
    if (this.#lease.isOver(Date.now(), statSync(this.#paths.lease, { throwIfNoEntry: false })?.mtimeMs)) {
      void this.goOff();
      return;
    }
    if (this.#isAskedToStop()) {
      void this.#stop();
      return;
    }
    if (this.#restartAtMs !== undefined && Date.now() >= this.#restartAtMs) {
      this.#restartAtMs = undefined;
      void this.#begin();
    }
  }

  /** The request names the host that it is for; one that names nobody is for whoever lives. */
  #isAskedToStop(): boolean {
    try {
      return ['', String(process.pid)].includes(readFileSync(this.#paths.stopRequest, 'utf8'));
    } catch {
      return false;
    }
  }

  /** As asked by the service manager: Alloy may deliver what is queued, then it is ended. */
  async #stop(): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    await this.#change((service) => ({ ...service, state: 'stopping', sinceMs: Date.now() }));
    await this.#endAlloy(this.#settings.timings.stopLimitMs);
    await this.#change((service) => ({ ...withoutProcess(service), state: 'stopped', sinceMs: Date.now() }));
    await this.#leave();
  }

  /** As a computer that is switched off: Alloy ends; the record keeps saying that it runs, and names no process. */
  async goOff(limitMs = 5_000): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    await this.#endAlloy(limitMs);
    await this.#change(withoutProcessIds);
    await this.#leave();
  }

  async #endAlloy(limitMs: number): Promise<void> {
    const alloy = this.#alloy;
    if (!alloy) return;
    const timer = setTimeout(() => alloy.kill(), limitMs);
    if (limitMs > 0) alloy.askToEnd();
    else alloy.kill();
    await alloy.ended;
    clearTimeout(timer);
  }

  async #leave(): Promise<void> {
    rmSync(this.#paths.stopRequest, { force: true });
    await this.#release();
    process.exit(0);
  }

  #change(change: (service: ServiceRecord) => ServiceRecord | Promise<ServiceRecord>): Promise<unknown> {
    this.#changes = this.#changes.then(() => changeServiceRecord(this.#paths.record, change));
    return this.#changes;
  }
}

/** The service as it is between two runs. */
function withoutProcess(service: ServiceRecord): ServiceRecord {
  const { restartAtMs: _restart, exitCode: _exit, ...rest } = withoutProcessIds(service);
  return rest;
}

/** An id that stays noted may be another process's by the time it is read. */
function withoutProcessIds(service: ServiceRecord): ServiceRecord {
  const {
    hostProcessId: _host,
    alloyProcessId: _process,
    alloyStartedAtMs: _started,
    alloyIdentity: _identity,
    ...rest
  } = service;
  return rest;
}

/** Whoever closes the app waits for this, without a window. */
const offLimitMs = 1_500;

/** A packaged app begins Alloy itself, as the host's executable would open a second app. */
const spawnHere: StartAlloy | undefined = PACKAGED_BUILD ? undefined : spawnAlloy;

const port = parentPort();
const start = port ? alloyThroughBroker(port, () => void host?.goOff(offLimitMs)) : spawnHere;
const settings = HostSettings.safeParse(JSON.parse(process.argv[2] ?? 'null'));
const host = settings.success && start ? new ServiceHost(settings.data, start) : undefined;
// A utility process does not end for want of things to do.
if (!host) process.exit(64);
await host.run();
