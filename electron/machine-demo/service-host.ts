/**
 * The service host: a program that plays the Windows service wrapper and the service manager's recovery for a demo
 * computer. It reports running as soon as Alloy's process is begun, as the recorded wrapper does, whatever becomes of it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { environmentOf, programFolder, realArguments } from './alloy-command';
import { DemoPaths } from './demo-paths';
import { claimHost, releaseHost } from './host-claim';
import { HostSettings } from './host-settings';
import { changeServiceRecord, readRecord, type MachineRecord, type ServiceRecord } from './machine-record';
import { killProcess, processIdentity } from './process-observation';
import { RotatingLog } from './rotating-log';

const pollMs = 100;

class ServiceHost {
  readonly #settings: HostSettings;
  readonly #paths: DemoPaths;
  readonly #log: RotatingLog;
  #child: ChildProcess | undefined;
  #isStopping = false;
  #restartAtMs: number | undefined;
  /** Changes of the record, one after the other. */
  #changes: Promise<unknown> = Promise.resolve();

  constructor(settings: HostSettings) {
    this.#settings = settings;
    this.#paths = new DemoPaths(settings.folder);
    this.#log = new RotatingLog(this.#paths, settings.timings.logLimitBytes);
  }

  async run(): Promise<void> {
    if (!(await claimHost(this.#paths))) return;
    rmSync(this.#paths.stopRequest, { force: true });
    process.on('SIGINT', () => void this.#stop());
    process.on('SIGTERM', () => void this.#stop());
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
    const child = this.#spawn(record.value, record.value.service);
    this.#child = child;
    const identity = child.pid === undefined ? undefined : await processIdentity(child.pid);
    const now = Date.now();
    await this.#change(({ restartAtMs: _restart, exitCode: _exit, alloyIdentity: _identity, ...service }) => ({
      ...service,
      state: 'running',
      sinceMs: now,
      hostProcessId: process.pid,
      ...(child.pid === undefined ? {} : { alloyProcessId: child.pid, alloyStartedAtMs: now }),
      ...(identity === undefined ? {} : { alloyIdentity: identity }),
    }));
  }

  #spawn(record: MachineRecord, service: ServiceRecord): ChildProcess {
    const { alloy } = this.#settings;
    const child = spawn(
      alloy.file,
      [...alloy.args, ...realArguments(service.arguments, this.#paths, service.programPath), ...(alloy.lastArgs ?? [])],
      {
        cwd: programFolder(this.#paths, service),
        // The exporter takes its instance from this variable, and this is the computer's name.
        env: {
          ...process.env,
          HOSTNAME: record.computer.name,
          ...alloy.environment,
          ...environmentOf(service.environment),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
        shell: false,
      },
    );
    child.stdout.on('data', (chunk: Buffer) => this.#log.write(chunk));
    child.stderr.on('data', (chunk: Buffer) => this.#log.write(chunk));
    child.once('error', (error) => {
      this.#log.write(Buffer.from(`Error: ${error.message}\n`));
      if (child.pid === undefined) void this.#ended(-1);
    });
    child.once('exit', (code, signal) => void this.#ended(code ?? (signal === 'SIGKILL' ? 1 : 2)));
    return child;
  }

  /** Alloy has ended: as asked, or on its own, which the service manager answers with a start after a pause. */
  async #ended(exitCode: number): Promise<void> {
    this.#child = undefined;
    if (this.#isStopping) return;
    const { restartDelaysMs, crashMemoryMs } = this.#settings.timings;
    const now = Date.now();
    await this.#change(
      ({ alloyProcessId: _process, alloyStartedAtMs: _started, alloyIdentity: _identity, ...service }) => {
        const recent = service.ends.filter(({ atMs }) => now - atMs < crashMemoryMs);
        const delayMs = restartDelaysMs[Math.min(recent.length, restartDelaysMs.length - 1)] ?? 60_000;
        this.#restartAtMs = now + delayMs;
        return {
          ...service,
          state: 'stopped',
          sinceMs: now,
          exitCode,
          restartAtMs: this.#restartAtMs,
          ends: [...recent, { atMs: now, exitCode }].slice(-20),
        };
      },
    );
  }

  #look(): void {
    if (this.#isStopping) return;
    if (!existsSync(this.#paths.record) || this.#isLeaseOver()) {
      void this.#goOff();
      return;
    }
    if (existsSync(this.#paths.stopRequest)) {
      void this.#stop();
      return;
    }
    if (this.#restartAtMs !== undefined && Date.now() >= this.#restartAtMs) {
      this.#restartAtMs = undefined;
      void this.#begin();
    }
  }

  #isLeaseOver(): boolean {
    try {
      return Date.now() - statSync(this.#paths.lease).mtimeMs > this.#settings.timings.leaseMs;
    } catch {
      return true;
    }
  }

  /** As asked by the service manager: Alloy may deliver what is queued, then it is ended. */
  async #stop(): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    await this.#change((service) => ({ ...service, state: 'stopping', sinceMs: Date.now() }));
    await this.#endChild(this.#settings.timings.stopLimitMs);
    await this.#change(
      ({
        hostProcessId: _host,
        alloyProcessId: _process,
        alloyStartedAtMs: _started,
        alloyIdentity: _identity,
        restartAtMs: _restart,
        exitCode: _exit,
        ...service
      }) => ({
        ...service,
        state: 'stopped',
        sinceMs: Date.now(),
      }),
    );
    await this.#leave();
  }

  /** As a computer that is switched off: Alloy ends, and the record keeps saying that it runs. */
  async #goOff(): Promise<void> {
    this.#isStopping = true;
    await this.#endChild(5_000);
    await this.#leave();
  }

  async #endChild(limitMs: number): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => killProcess(child.pid ?? 0), limitMs);
      child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      child.kill('SIGINT');
    });
  }

  async #leave(): Promise<void> {
    rmSync(this.#paths.stopRequest, { force: true });
    await releaseHost(this.#paths);
    process.exit(0);
  }

  #change(change: (service: ServiceRecord) => ServiceRecord): Promise<unknown> {
    this.#changes = this.#changes.then(() => changeServiceRecord(this.#paths.record, change));
    return this.#changes;
  }
}

const settings = HostSettings.safeParse(JSON.parse(process.argv[2] ?? 'null'));
if (settings.success) await new ServiceHost(settings.data).run();
else process.exitCode = 64;
