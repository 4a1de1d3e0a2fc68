/**
 * The launcher of a packaged app. Its executable runs no programs as Node (a fuse), so the app itself forks the demo's
 * two programs as utility processes: the service host when the demo machine asks for it, and Alloy when the host does.
 * Both go with the app.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type BrokerMessage, HostMessage } from '../machine-demo/broker-messages';
import type { ProgramLauncher, StartOptions } from '../machine-demo/program-launcher';
import type { ForkedProgram, ForkProgram } from '../shell/utility-program';

export interface BrokerOptions {
  readonly fork: ForkProgram;
  /** The module that is started when a service host asks for Alloy; it can ask for no other. */
  readonly alloyModule: string;
  /** What every program is given. */
  readonly environment: Readonly<Record<string, string>>;
  readonly log: (text: string) => void;
  readonly limits?: BrokerLimits;
}

export interface BrokerLimits {
  /** A process that is not there after so long will not come: Electron does not say that it could not be started. */
  readonly startMs: number;
  /** How long a service host may take to put the computer off when the app closes; then it is ended. */
  readonly closeMs: number;
}

const usualLimits: BrokerLimits = { startMs: 20_000, closeMs: 4_000 };

export class ProgramBroker implements ProgramLauncher {
  readonly outlivesApp = false;
  readonly #options: Required<BrokerOptions>;
  readonly #hosts = new Set<HostedService>();
  #isClosed = false;

  constructor(options: BrokerOptions) {
    this.#options = { limits: usualLimits, ...options };
  }

  /** Starts a service host; `file` is its module. */
  async start(file: string, args: readonly string[], { cwd, environment }: StartOptions): Promise<number> {
    if (this.#isClosed) throw new Error('the app closes');
    const host = new HostedService(this.#options, {
      name: 'Alloy Desk demo: service',
      file,
      args,
      cwd,
      environment: programEnvironment(this.#options.environment, environment ?? {}),
    });
    this.#hosts.add(host);
    void host.ended.then(() => this.#hosts.delete(host));
    return host.started;
  }

  /** Puts the demo computer off and settles when its programs are gone; what is left then goes with the app. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const patience = new AbortController();
    await Promise.race([
      Promise.all([...this.#hosts].map((host) => host.goOff())),
      pause(2 * this.#options.limits.closeMs, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    patience.abort();
  }
}

/** One service host, and the Alloy that it has asked for. */
class HostedService {
  /** The host's process id; rejects when it could not be started. */
  readonly started: Promise<number>;
  /** Settles when the host is gone. */
  readonly ended: Promise<void>;
  readonly #options: Required<BrokerOptions>;
  readonly #host: Program;
  #alloy: { readonly run: number; readonly program: Program } | undefined;

  constructor(options: Required<BrokerOptions>, program: Parameters<ForkProgram>[0]) {
    this.#options = options;
    this.#host = new Program(options, program, {
      output: (bytes) => options.log(Buffer.from(bytes).toString().trimEnd()),
      message: (message) => this.#hear(message),
    });
    this.started = this.#host.started.then((processId) => {
      if (processId === undefined) throw new Error(`could not start ${program.file}`);
      return processId;
    });
    // Alloy does not outlive the host, whatever that dies of.
    this.ended = this.#host.ended.then(() => this.#alloy?.program.kill());
  }

  async goOff(): Promise<void> {
    this.#say({ kind: 'go-off' });
    const timer = setTimeout(() => this.#host.kill(), this.#options.limits.closeMs);
    await this.ended;
    clearTimeout(timer);
    await this.#alloy?.program.ended;
  }

  #hear(heard: unknown): void {
    const { data: message } = HostMessage.safeParse(heard);
    if (!message) {
      this.#options.log('the service host of the demo said what was not agreed, and is ended');
      this.#host.kill();
    } else if (message.kind === 'start-alloy') {
      this.#startAlloy(message);
    } else if (this.#alloy?.run === message.run) {
      if (message.kind === 'ask-alloy-to-end') this.#alloy.program.post({ kind: 'stop' });
      else this.#alloy.program.kill();
    }
  }

  #startAlloy({ run, args, cwd, environment }: Extract<HostMessage, { kind: 'start-alloy' }>): void {
    if (this.#alloy) {
      this.#options.log('the service host of the demo asked for a second Alloy, and gets none');
      this.#say({ kind: 'alloy-ended', run, exitCode: -1 });
      return;
    }
    const { alloyModule, environment: given } = this.#options;
    const program = new Program(
      this.#options,
      {
        name: 'Alloy Desk demo: Alloy',
        file: alloyModule,
        args,
        cwd,
        environment: programEnvironment(given, environment),
      },
      { output: (bytes) => this.#say({ kind: 'alloy-output', run, bytes: new Uint8Array(bytes) }) },
    );
    this.#alloy = { run, program };
    void this.#tellOf(run, program);
  }

  async #tellOf(run: number, program: Program): Promise<void> {
    const processId = await program.started;
    if (processId !== undefined) this.#say({ kind: 'alloy-started', run, processId });
    const exitCode = await program.ended;
    this.#alloy = undefined;
    this.#say({ kind: 'alloy-ended', run, exitCode });
  }

  #say(message: BrokerMessage): void {
    this.#host.post(message);
  }
}

/** A forked program with a beginning and an end that always come. */
class Program {
  /** Its process id; undefined when it could not be started. */
  readonly started: Promise<number | undefined>;
  /** Its exit code; -1 when it could not be started. */
  readonly ended: Promise<number>;
  #forked: ForkedProgram | undefined;

  constructor(
    { fork, limits }: Required<BrokerOptions>,
    program: Parameters<ForkProgram>[0],
    events: { readonly output: (bytes: Uint8Array) => void; readonly message?: (message: unknown) => void },
  ) {
    let tellStarted: (processId: number | undefined) => void = () => undefined;
    let tellEnded: (exitCode: number) => void = () => undefined;
    this.started = new Promise((resolve) => (tellStarted = resolve));
    this.ended = new Promise((resolve) => (tellEnded = resolve));
    const end = (exitCode: number, problem?: string): void => {
      clearTimeout(timer);
      if (problem !== undefined) events.output(Buffer.from(`Error: ${problem}\n`));
      tellStarted(undefined);
      tellEnded(exitCode);
    };
    const timer = setTimeout(() => {
      this.kill();
      end(-1, `${program.file} did not start`);
    }, limits.startMs);
    try {
      this.#forked = fork(program, {
        started: (processId) => {
          clearTimeout(timer);
          tellStarted(processId);
        },
        message: events.message ?? (() => undefined),
        output: events.output,
        ended: (exitCode) => end(exitCode),
      });
    } catch (error) {
      end(-1, error instanceof Error ? error.message : String(error));
    }
  }

  post(message: unknown): void {
    this.#forked?.post(message);
  }

  kill(): void {
    this.#forked?.kill();
  }
}

/** Variables that Node, Electron, TLS or a loader act on before or beside the program. */
const forbidden = /^(?:NODE|ELECTRON|UV|OPENSSL|SSL|LD|DYLD)_|^SSLKEYLOGFILE$/i;

/**
 * What a program is given: the app's own list, and what is added without anything that changes how a program runs. The
 * additions come from files of the demo computer, which are strangers.
 */
export function programEnvironment(
  given: Readonly<Record<string, string>>,
  added: Readonly<Record<string, string>>,
): Record<string, string> {
  const taken = new Set(Object.keys(given).map((name) => name.toUpperCase()));
  const additions = Object.entries(added).filter(([name]) => !forbidden.test(name) && !taken.has(name.toUpperCase()));
  return { ...given, ...Object.fromEntries(additions) };
}
