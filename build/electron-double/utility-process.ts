import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { app } from './app';
import { preventable, strict } from './strict';

const shim = new URL('./utility-shim.js', import.meta.url).href;
const running = new Set<UtilityProcessDouble>();

/** Electron's utility process over a Node child; `process.parentPort` is there through a preloaded shim. */
class UtilityProcessDouble
  extends EventEmitter
  implements Pick<Electron.UtilityProcess, 'postMessage' | 'kill' | 'pid' | 'stdout' | 'stderr'>
{
  readonly child: ChildProcess;
  stdout: Readable | null;
  stderr: Readable | null;
  wasKilled = false;
  hasSpawned = false;

  constructor(modulePath: string, args: readonly string[], options: Electron.ForkOptions) {
    super();
    this.child = fork(modulePath, args, {
      execArgv: ['--import', shim, ...(options.execArgv ?? [])],
      env: { ...(options.env ?? process.env) },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      serialization: 'advanced',
      stdio: ['ignore', ...outputs(options.stdio), 'ipc'],
    });
    this.stdout = this.child.stdout?.pipe(new PassThrough()) ?? null;
    this.stderr = this.child.stderr?.pipe(new PassThrough()) ?? null;
    const utility = strict('utilityProcess', this);
    running.add(utility);
    this.child.on('spawn', () => {
      this.hasSpawned = true;
      utility.emit('spawn');
    });
    this.child.on('message', (message) => utility.emit('message', message));
    // Of a process that could not be started Electron says nothing at all.
    this.child.on('error', () => undefined);
    this.child.on('exit', (code) => utility.end(code ?? 1, options.serviceName));
    return utility;
  }

  get pid(): number | undefined {
    return this.hasSpawned && running.has(this) ? this.child.pid : undefined;
  }

  postMessage(message: unknown): void {
    if (this.child.connected) this.child.send({ data: message, ports: [] });
  }

  /** Asks, and two seconds later ends what has not ended, as Chromium does. */
  kill(): boolean {
    if (this.pid === undefined) return false;
    this.wasKilled = true;
    setTimeout(() => this.child.kill('SIGKILL'), 2_000).unref();
    return this.child.kill();
  }

  end(exitCode: number, name = 'Node Utility Process'): void {
    if (!running.delete(this)) return;
    this.emit('exit', exitCode);
    // Electron does so: whoever wants the last words listens again.
    for (const output of [this.stdout, this.stderr]) output?.removeAllListeners();
    this.stdout = this.stderr = null;
    if (exitCode === 0) return;
    const reason = this.wasKilled ? 'killed' : 'abnormal-exit';
    app.emit('child-process-gone', preventable({}), { type: 'Utility', reason, exitCode, name });
  }
}

function outputs(stdio: Electron.ForkOptions['stdio'] = 'inherit'): ('pipe' | 'ignore' | 'inherit')[] {
  const [, stdout, stderr] = Array.isArray(stdio) ? stdio : [undefined, stdio, stdio];
  return [stdout, stderr].map((kind) => (kind === 'pipe' || kind === 'ignore' ? kind : 'inherit'));
}

export const utilityProcess = strict('utilityProcess', {
  fork: (modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}) =>
    new UtilityProcessDouble(modulePath, args, options),
});

// As in Electron, utility processes do not outlive the app.
process.on('exit', () => {
  for (const { child } of running) child.kill('SIGKILL');
});
