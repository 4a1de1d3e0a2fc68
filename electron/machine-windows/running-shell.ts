/**
 * One shell of node-powershell, which starts it and carries the bytes; everything else is ours: one constant line makes
 * the shell serve, and from then on only frames go in (`frames.ts`), written straight to its input. Nothing from outside
 * ever becomes script text. See README.md for the defects of node-powershell and how each is kept away.
 */
import { PowerShell } from 'node-powershell';
import { fail, ok, type Result } from '../../shared/contract/result';
import { blockedFrame, isFrameLine, readFrame, writeCall, writeFrame, type IncomingFrame } from './frames';
import { LineSplitter } from './line-splitter';
import { killTree } from './process-tree';
import { ReceivedParts } from './received-parts';
import { reasonOf, troubled, type ShellTrouble } from './shell-trouble';

export interface ShellOptions {
  /** Absolute; never looked up on a path. */
  readonly executable: string;
  readonly serveScript: string;
  readonly modulePath: string;
  /** Another contact with Windows; only an unpackaged app names one. */
  readonly adaptersPath?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly platform: NodeJS.Platform;
  /** Asked before every start: whether the module's files are the ones the app was built with. */
  readonly verify: () => Promise<Result<void>>;
  /** What the shell says beside its frames; bounded, for the log. */
  readonly onNoise: (text: string) => void;
  readonly limits?: Partial<ShellLimits>;
}

export interface ShellLimits {
  /** From the start to the first frame; a first start under a virus scanner is slow. */
  readonly readyMs: number;
  /** How long a cancelled call may take to end before its shell is ended. */
  readonly graceMs: number;
  readonly maxLineBytes: number;
}

export interface CallOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** One shell from its start to its end. */
export class RunningShell {
  readonly #shell: PowerShell;
  readonly #options: ShellOptions;
  readonly #limits: ShellLimits;
  #processId = 0;
  #nextId = 1;
  #parts = new ReceivedParts(0);
  /** Who waits for the next frame; one call at a time. */
  #waiting: ((frame: IncomingFrame | 'gone' | 'damaged') => void) | undefined;
  /** False once it died, broke a frame or ran out of time: another one takes its place. */
  isUsable = true;

  private constructor(shell: PowerShell, options: ShellOptions, limits: ShellLimits) {
    this.#shell = shell;
    this.#options = options;
    this.#limits = limits;
  }

  static async start(options: ShellOptions, limits: ShellLimits): Promise<Result<RunningShell>> {
    // node-powershell prefers this variable even to an executable that it was given.
    delete process.env['NODE_POWERSHELL'];
    let shell: PowerShell;
    try {
      shell = new PowerShell({
        executable: options.executable,
        executableOptions: {
          '-NoProfile': true,
          '-NonInteractive': true,
          ...(options.platform === 'win32' ? { '-ExecutionPolicy': 'RemoteSigned' } : {}),
        },
        spawnOptions: { env: { ...options.environment, ...pathsOf(options) }, windowsHide: true, ...folderOf(options) },
        throwOnInvocationError: false,
      });
    } catch (mistake) {
      return troubled('missing', mistake instanceof Error ? mistake.message : String(mistake));
    }
    const running = new RunningShell(shell, options, limits);
    const failure = await running.#begin();
    if (!failure) return ok(running);
    await running.end();
    return failure;
  }

  /** Undefined when the shell serves. */
  async #begin(): Promise<ReturnType<typeof fail> | undefined> {
    const { readyMs } = this.#limits;
    // With one invocation behind it a later death is no unhandled rejection; a missing executable shows here.
    const first = await withLimit(
      this.#shell.invoke('$PID').catch(() => null),
      readyMs,
    );
    if (first === undefined) return troubled('slow', `not started within ${readyMs} ms`);
    this.#processId = Number(first?.stdout?.toString('utf8').trim()) || 0;
    if (this.#processId === 0) return troubled('missing', `${this.#options.executable} could not be started`);
    // It keeps every command and answer otherwise.
    this.#shell.history.length = 0;
    this.#listen();
    const ready = this.#next(readyMs);
    this.#shell.streams.stdin.write(serveLine);
    const frame = await ready;
    if (frame === 'timed-out') return troubled('slow', `not ready within ${readyMs} ms`);
    if (typeof frame === 'string' || frame.t !== 'ready') return brokenStart(frame);
    if (frame.languageMode !== 'FullLanguage') return troubled('blocked', `language mode ${frame.languageMode}`);
    return undefined;
  }

  async call(
    op: string,
    args: Readonly<Record<string, unknown>>,
    { timeoutMs, signal }: CallOptions,
  ): Promise<Result<unknown>> {
    const id = String(this.#nextId++);
    this.#parts = new ReceivedParts(this.#limits.maxLineBytes);
    const answer = this.#next(timeoutMs, id);
    // Of this call alone: it must not end the shell under the next one.
    let grace: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      this.#send({ t: 'cancel', id });
      grace = setTimeout(() => this.#give('gone'), this.#limits.graceMs).unref();
    };
    signal?.addEventListener('abort', cancel, { once: true });
    this.#shell.streams.stdin.write(writeCall(id, op, args));
    const frame = await answer;
    signal?.removeEventListener('abort', cancel);
    clearTimeout(grace);
    if (frame === 'timed-out') return this.#unusable('slow', `${op}: no answer within ${timeoutMs} ms`);
    if (frame === 'gone') return this.#unusable(signal?.aborted ? 'cancelled' : 'ended', `${op}: the shell has ended`);
    if (frame === 'damaged') return this.#unusable('ended', `${op}: the shell answered something else`);
    if (frame.t === 'result') return ok(this.#parts.complete(frame.value));
    if (frame.t === 'failure') return fail(frame.code, reasonOf(frame.code), { detail: frame.detail });
    return this.#unusable('ended', `${op}: the shell answered ${frame.t}`);
  }

  /** Gone afterwards, with everything it has started. */
  async end(): Promise<void> {
    this.isUsable = false;
    if (this.#processId > 0)
      await killTree(this.#processId, this.#options.platform, this.#options.environment['SystemRoot']);
    // Never awaited: it waits for an exit that the kill has just brought about, and throws when there was none.
    this.#shell.dispose('SIGKILL').catch(() => undefined);
    this.#give('gone');
  }

  #unusable(trouble: ShellTrouble, detail: string): ReturnType<typeof fail> {
    this.isUsable = false;
    return troubled(trouble, detail);
  }

  #listen(): void {
    const { stdin, stdout, stderr } = this.#shell.streams;
    const lines = new LineSplitter({
      maxBytes: this.#limits.maxLineBytes,
      onLine: (line) => this.#read(line),
      onTooLong: () => this.#give('damaged'),
    });
    stdout.on('data', (chunk: Buffer | string) => lines.push(Buffer.from(chunk)));
    stderr.on('data', (chunk: Buffer | string) => this.#noise(String(chunk)));
    stdout.on('close', () => this.#died());
    stdin.on('error', () => this.#died());
    // An invocation leaves both paused, and node-powershell pauses standard error once more when it has seen three pieces
    // of it: a shell whose full pipe nobody reads would wait for ever.
    for (const stream of [stdout, stderr]) {
      stream.on('pause', () => process.nextTick(() => stream.resume()));
      stream.resume();
    }
  }

  #died(): void {
    this.isUsable = false;
    this.#give('gone');
  }

  #read(line: string): void {
    if (!isFrameLine(line)) {
      if (line.trim() !== '') this.#noise(line);
      return;
    }
    const frame = readFrame(line);
    if (!frame) this.#give('damaged');
    else if (frame.t === 'log') this.#noise(`${frame.level}: ${frame.text}`);
    else if (frame.t === 'part') this.#take(frame);
    else this.#give(frame);
  }

  /** Of the call that runs; what belongs to one that was given up is nobody's. */
  #take({ id, name, data }: Extract<IncomingFrame, { t: 'part' }>): void {
    if (id !== String(this.#nextId - 1)) return;
    if (!this.#parts.add(name, Buffer.from(data, 'base64'))) this.#give('damaged');
  }

  #noise(text: string): void {
    this.#options.onNoise(text.slice(0, 2_000));
  }

  #send(frame: Parameters<typeof writeFrame>[0]): void {
    this.#shell.streams.stdin.write(writeFrame(frame));
  }

  #give(frame: IncomingFrame | 'gone' | 'damaged'): void {
    this.#waiting?.(frame);
  }

  /** The next frame that belongs here: an answer to a call that was given up before is nobody's. */
  #next(timeoutMs: number, id?: string): Promise<IncomingFrame | 'gone' | 'damaged' | 'timed-out'> {
    return new Promise((resolve) => {
      const finish = (frame: IncomingFrame | 'gone' | 'damaged' | 'timed-out'): void => {
        clearTimeout(timer);
        this.#waiting = undefined;
        resolve(frame);
      };
      const timer = setTimeout(() => finish('timed-out'), timeoutMs);
      this.#waiting = (frame) => {
        if (typeof frame !== 'string' && 'id' in frame && frame.id !== id) return;
        finish(frame);
      };
    });
  }
}

function brokenStart(frame: IncomingFrame | 'gone' | 'damaged'): ReturnType<typeof fail> {
  if (typeof frame === 'string' || frame.t !== 'broken') return troubled('ended', 'the shell did not begin to serve');
  return troubled(frame.detail === 'blocked-by-policy' ? 'blocked' : 'ended', frame.detail);
}

/**
 * The only script text that a shell is ever given, a constant: where the script lies stands in the environment. One
 * line, because a shell that reads its input takes it line by line. A policy that forbids our scripts answers itself.
 */
const serveLine =
  'try { & $env:ALLOY_DESK_SERVE -ModulePath $env:ALLOY_DESK_MODULE -AdaptersPath "$env:ALLOY_DESK_ADAPTERS" } ' +
  `catch { if ($_.FullyQualifiedErrorId -match 'UnauthorizedAccess|ConstrainedLanguage') { '${blockedFrame}' } else { "$_" } }; exit\n`;

/** Where a shell stands: in Windows' own folder, and not where somebody has started the app. */
function folderOf({ platform, environment }: ShellOptions): { readonly cwd?: string } {
  const windows = environment['SystemRoot'];
  return platform === 'win32' && windows !== undefined ? { cwd: `${windows}\\System32` } : {};
}

function pathsOf({ serveScript, modulePath, adaptersPath = '' }: ShellOptions): Readonly<Record<string, string>> {
  return { ALLOY_DESK_SERVE: serveScript, ALLOY_DESK_MODULE: modulePath, ALLOY_DESK_ADAPTERS: adaptersPath };
}

async function withLimit<T>(work: Promise<T>, limitMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  const first = await Promise.race([work, limit]);
  clearTimeout(timer);
  return first;
}
