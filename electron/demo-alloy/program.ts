/** One running Alloy: start, reload, faults, stop. Everything that reaches outside is handed in. */
import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pause, type Clock } from './clock';
import { version, type RunOptions } from './command-line';
import type { Timing } from './components/component';
import { openControl } from './control';
import { Faults, type Fault } from './faults';
import { fileProblem } from './file-problem';
import { timestamp } from './go-text';
import { errorAnswer, textAnswer, type Answer } from './http/answer';
import { route } from './http/routes';
import { listen, ListenError, type Listening } from './http/server';
import { Logger } from './log';
import { metricsPage } from './own-metrics';
import { programMetrics } from './program-metrics';
import { Controller } from './runtime/controller';
import { diagnosticsText, type Diagnostic } from './runtime/problem';
import { printedReport } from './runtime/report';
import { standardLibrary, type Machine } from './runtime/standard-library';
import { readingPath, readSources, type SourceReading } from './source-files';
import { WebApi, componentPath } from './web-api';

export interface ProgramSurroundings {
  readonly clock: Clock;
  readonly machine: Pick<Machine, 'environment' | 'hostName'>;
  readonly writeError: (text: string) => void;
  readonly writeOutput: (text: string) => void;
  /** Ends the process; called for a fault that asks for it. */
  readonly exit: (code: number) => void;
  readonly timing?: Partial<Timing>;
  /** What messages call the configuration, where that is not the path that is read. */
  readonly shownConfigPath?: string | undefined;
}

export type StartOutcome = { readonly kind: 'running'; readonly address: string } | { readonly kind: 'failed' };

const defaultTiming: Timing = { flushDeadlineMs: 60_000, targetSyncMs: 5000, scrapeSpreadMs: 5000 };

/** A start that is refused with a sentence on standard error. */
class StartError extends Error {}

export class DemoAlloy {
  readonly #options: RunOptions;
  readonly #with: ProgramSurroundings;
  readonly #log: Logger;
  readonly #faults = new Faults();
  readonly #timing: Timing;
  readonly #startedAt: number;
  #controller!: Controller;
  #api!: WebApi;
  #listening: Listening[] = [];
  #address = '';
  #loading: Promise<unknown> = Promise.resolve();
  #load = { sha256: '0'.repeat(64), isGood: false, lastGoodAt: 0, failures: 0 };
  #samplesIn = 0;

  constructor(options: RunOptions, surroundings: ProgramSurroundings) {
    this.#options = options;
    this.#with = surroundings;
    this.#timing = { ...defaultTiming, ...surroundings.timing };
    this.#startedAt = surroundings.clock.now();
    this.#log = new Logger(surroundings.clock, surroundings.writeError);
  }

  /** Loads the configuration and opens the port, in this order; a failure has been printed when it is answered. */
  async start(): Promise<StartOutcome> {
    try {
      this.#checkOptions();
      this.#announce();
      this.#compose(this.#prepareStorage());
      await this.#openControlPort();
      await this.#loadFirst();
      return await this.#open();
    } catch (error) {
      if (!(error instanceof StartError)) throw error;
      if (error.message !== '') this.#with.writeError(`Error: ${error.message}\n`);
      await this.#close();
      return { kind: 'failed' };
    }
  }

  /** Delivers what waits, for up to the flush deadline, and closes the port. */
  async stop(): Promise<void> {
    await this.#controller.stop();
    await this.#close();
  }

  get #shownConfigPath(): string {
    return this.#with.shownConfigPath ?? this.#options.configPath;
  }

  #checkOptions(): void {
    const { configFormat, listenAddress } = this.#options;
    if (configFormat !== 'alloy') {
      throw new StartError(
        readingPath(
          this.#shownConfigPath,
          `(Critical) unrecognized kind "${configFormat}" given to the config converter`,
        ),
      );
    }
    const port = /:(\d+)$/.exec(listenAddress)?.[1];
    if (port !== undefined && Number(port) > 65_535) {
      throw new StartError(
        `failed to create cluster node: failed to parse advertise port "${port}": address ${port}: invalid port`,
      );
    }
  }

  #announce(): void {
    this.#log.info('Alloy is starting');
    this.#log.info('boringcrypto enabled', ['enabled', false]);
    this.#log.info('no peer discovery configured: both join and discover peers are empty', ['service', 'cluster']);
  }

  /** The folder and the id in it; answers the id. */
  #prepareStorage(): string {
    const { storagePath } = this.#options;
    try {
      mkdirSync(storagePath, { recursive: true });
      accessSync(storagePath, constants.W_OK);
    } catch (error) {
      throw new StartError(`failed to create the remotecfg service: ${fileProblem('mkdir', storagePath, error)}`);
    }
    const seedPath = join(storagePath, 'alloy_seed.json');
    if (existsSync(seedPath)) {
      const known = /"UID"\s*:\s*"([^"]+)"/.exec(readFileSync(seedPath, 'utf8'))?.[1];
      if (known !== undefined) return known;
    }
    const seed = { UID: randomUUID(), created_at: timestamp(this.#startedAt), version };
    writeFileSync(seedPath, JSON.stringify(seed));
    return seed.UID;
  }

  #compose(instanceId: string): void {
    const { clock } = this.#with;
    const machine: Machine = { ...this.#with.machine, os: 'windows', arch: 'amd64', version };
    this.#controller = new Controller({
      clock,
      log: this.#log,
      library: standardLibrary(machine),
      options: { stability: this.#options.stability, allowsCommunity: this.#options.allowsCommunity },
      shared: {
        timing: this.#timing,
        sender: { userAgent: `Alloy/${version} (windows; binary)`, instanceId },
        hostName: machine.hostName,
        storagePath: this.#options.storagePath,
        memoryAddress: this.#options.memoryAddress,
        ownPage: (path) => {
          const page = path.startsWith(componentPath) ? this.#api.componentPage(path) : undefined;
          return page === 'invalid' ? { status: 400, contentType: 'text/plain; charset=utf-8', text: '' } : page;
        },
        ownMetrics: () => this.#metrics(),
        countSamplesIn: (count) => {
          this.#samplesIn += count;
        },
      },
      beforeEvaluation: async () => {
        const slow = this.#faults.find('slow-evaluation');
        if (slow) await pause(clock, slow.ms);
      },
    });
    this.#api = new WebApi(this.#controller, { name: machine.hostName, address: () => this.#address });
  }

  async #openControlPort(): Promise<void> {
    const { controlAddress } = this.#options;
    if (controlAddress === undefined) return;
    const target = { apply: (fault: Fault) => this.applyFault(fault), active: () => this.#faults.list() };
    this.#listening.push(await openControl(controlAddress, target));
  }

  async #loadFirst(): Promise<void> {
    const { reading, diagnostics } = await this.#loadOnce();
    if (reading.kind === 'unreadable') throw new StartError(readingPath(this.#shownConfigPath, reading.message));
    if (diagnostics.length === 0) return;
    this.#with.writeError(printedReport(diagnostics));
    this.#with.writeOutput('\n');
    throw new StartError('could not perform the initial load successfully');
  }

  async #open(): Promise<StartOutcome> {
    const { listenAddress } = this.#options;
    this.#address = listenAddress;
    this.#log.info('{^_^} Alloy is running');
    this.#controller.run();
    try {
      const listening = await listen(listenAddress, (request) =>
        this.#respond(request.method ?? 'GET', request.url ?? '/'),
      );
      this.#listening.push(listening);
      this.#address = listening.address;
    } catch (error) {
      if (!(error instanceof ListenError)) throw error;
      this.#log.error(`failed to listen on ${listenAddress}`, ['service', 'http'], ['err', error.message]);
      throw new StartError('');
    }
    this.#log.info('now listening for http traffic', ['service', 'http'], ['addr', this.#address]);
    return { kind: 'running', address: this.#address };
  }

  async #respond(method: string, url: string): Promise<Answer | 'cut'> {
    const hang = this.#faults.find('hang-api');
    if (hang && url !== '/-/ready') await pause(this.#with.clock, hang.ms);
    let cut = false;
    const answer = await route(
      {
        api: this.#api,
        uiPathPrefix: this.#options.uiPathPrefix,
        metrics: () => this.#metrics(),
        reload: async () => {
          const done = await this.#reload();
          cut = done === 'cut' || this.#faults.take('drop-reload') !== undefined;
          return done === 'cut' ? textAnswer(500, '') : done;
        },
        settled: () => this.#loading.then(() => undefined),
      },
      method,
      url,
    );
    return cut ? 'cut' : answer;
  }

  #metrics(): string {
    const figures = {
      version,
      startedAt: this.#startedAt,
      now: this.#with.clock.now(),
      configSha256: this.#load.sha256,
      isLastLoadGood: this.#load.isGood,
      lastGoodLoadAt: this.#load.lastGoodAt,
      loadFailures: this.#load.failures,
      samplesIn: this.#samplesIn,
      memoryBytes: this.#faults.find('memory')?.bytes,
    };
    return metricsPage(programMetrics(figures, this.#controller, this.#api));
  }

  /** One reload after the other; the second sees what the first has left. */
  async #reload(): Promise<Answer | 'cut'> {
    const http = this.#log.with(['service', 'http']);
    http.info('reload requested via /-/reload endpoint');
    const crash = this.#faults.find('crash-on-reload');
    if (crash?.when === 'before-answer') {
      this.#crash(crash.exitCode);
      return 'cut';
    }
    const { reading, diagnostics } = await this.#loadOnce();
    const problem = this.#reloadProblem(reading, diagnostics);
    if (crash) setImmediate(() => this.#crash(crash.exitCode));
    if (problem !== undefined) {
      http.error('failed to reload config', ['err', problem]);
      return errorAnswer(400, problem);
    }
    http.info('config reloaded');
    return textAnswer(200, 'config reloaded\n');
  }

  #reloadProblem(reading: SourceReading, diagnostics: readonly Diagnostic[]): string | undefined {
    if (reading.kind === 'unreadable') return readingPath(this.#shownConfigPath, reading.message);
    if (reading.kind === 'malformed') return readingPath(this.#shownConfigPath, diagnosticsText(diagnostics));
    return diagnostics.length > 0 ? `error during the initial load: ${diagnosticsText(diagnostics)}` : undefined;
  }

  #loadOnce(): Promise<{ readonly reading: SourceReading; readonly diagnostics: readonly Diagnostic[] }> {
    const run = this.#loading.then(async () => {
      const reading = readSources(this.#options.configPath, this.#shownConfigPath);
      const isGood = reading.kind === 'read';
      this.#load = {
        sha256: reading.sha256,
        isGood,
        lastGoodAt: isGood ? this.#with.clock.now() : this.#load.lastGoodAt,
        failures: this.#load.failures + (isGood ? 0 : 1),
      };
      if (reading.kind === 'unreadable') return { reading, diagnostics: [] };
      if (reading.kind === 'malformed') return { reading, diagnostics: reading.diagnostics };
      const diagnostics = await this.#controller.load(reading.files);
      this.#faultComponents();
      return { reading, diagnostics };
    });
    this.#loading = run.catch(() => undefined);
    return run;
  }

  /** A fault of a component holds for the one that comes with the next configuration, too. */
  #faultComponents(): void {
    for (const fault of this.#faults.list()) {
      if (fault.kind === 'component-unhealthy') this.#controller.component(fault.id)?.setFault(fault.message);
    }
  }

  /** Sets a fault; answers what is in force afterwards. */
  applyFault(fault: Fault): readonly unknown[] {
    switch (fault.kind) {
      case 'crash':
        // The answer goes out first, so that whoever asked is not left without one.
        setImmediate(() => this.#crash(fault.exitCode));
        break;
      case 'clear':
        this.#faults.clear();
        for (const component of this.#controller.components()) component.setFault(undefined);
        break;
      case 'timing': {
        const { kind: _kind, ...timing } = fault;
        Object.assign(this.#timing, timing);
        for (const component of this.#controller.components()) component.timingChanged();
        break;
      }
      case 'component-unhealthy':
        this.#faults.set(fault);
        this.#faultComponents();
        break;
      default:
        this.#faults.set(fault);
    }
    return this.#faults.list();
  }

  #crash(exitCode: number): void {
    this.#with.writeError('panic: a fault was asked for\n\ngoroutine 1 [running]:\nmain.main()\n');
    this.#with.exit(exitCode);
  }

  async #close(): Promise<void> {
    const open = this.#listening;
    this.#listening = [];
    await Promise.all(open.map((listening) => listening.close()));
  }
}
