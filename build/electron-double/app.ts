import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { closeBrowser, hasBrowser, removeTemporaryFolder, temporaryFolder } from './browser';
import { pretend } from './pretend';
import { recordError } from './records';
import { settings } from './settings';
import { InstanceLock } from './single-instance';
import { state } from './state';
import { preventable, strict } from './strict';

type PathName = Parameters<Electron.App['getPath']>[0];

const ownFolders = ['appData', 'userData', 'sessionData', 'logs', 'crashDumps', 'desktop', 'documents', 'downloads'];

/** The entry as Node was told it, and the package that it belongs to. */
const entry = path.resolve(process.argv[1] ?? '.');
const manifest = readManifest(path.dirname(entry));

interface Manifest {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

function readManifest(folder: string): Manifest {
  const file = path.join(folder, 'package.json');
  if (existsSync(file)) return { folder, ...pretend<Omit<Manifest, 'folder'>>(JSON.parse(readFileSync(file, 'utf8'))) };
  const parent = path.dirname(folder);
  return parent === folder ? { folder: path.dirname(entry), name: 'electron', version: '0.0.0' } : readManifest(parent);
}

class AppDouble
  extends EventEmitter
  implements
    Pick<
      Electron.App,
      | 'isPackaged'
      | 'name'
      | 'whenReady'
      | 'isReady'
      | 'quit'
      | 'exit'
      | 'relaunch'
      | 'focus'
      | 'getPath'
      | 'setPath'
      | 'setAppLogsPath'
      | 'getVersion'
      | 'getName'
      | 'setName'
      | 'getAppPath'
      | 'getLocale'
      | 'getSystemLocale'
      | 'getPreferredSystemLanguages'
      | 'requestSingleInstanceLock'
      | 'hasSingleInstanceLock'
      | 'releaseSingleInstanceLock'
      | 'setAppUserModelId'
      | 'enableSandbox'
    >
{
  readonly isPackaged = false;
  name = manifest.name;
  /** Chromium's switches, not the app's: recorded, and told to nobody. */
  readonly commandLine = strict('commandLine', {
    appendSwitch: (name: string, value = '') => void this.switches.set(name, value),
    appendArgument: () => undefined,
    hasSwitch: (name: string) => this.switches.has(name),
    getSwitchValue: (name: string) => this.switches.get(name) ?? '',
    removeSwitch: (name: string) => void this.switches.delete(name),
  } satisfies Electron.CommandLine);
  readonly switches = new Map<string, string>();
  readonly paths = new Map<string, string>();
  readonly windows = new Set<{ close(): void; destroy(): void }>();
  instanceLock: InstanceLock | undefined;
  /** Whether another instance takes the lock as soon as this one lets go of it. */
  isAwaitedByAnother = false;
  fireReady: () => void = () => undefined;
  readonly readiness = new Promise<void>((resolve) => {
    this.fireReady = resolve;
  });

  whenReady(): Promise<void> {
    return this.readiness;
  }

  isReady(): boolean {
    return state.isReady;
  }

  /** Called once, when the entry module has been evaluated. */
  becomeReady(): void {
    state.isReady = true;
    this.emit('will-finish-launching');
    this.emit('ready', preventable({}), {});
    this.fireReady();
  }

  quit(): void {
    if (state.isQuitting) return;
    const event = preventable({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    state.isQuitting = true;
    for (const window of new Set(this.windows)) window.close();
    // A window that did not want to close keeps the app.
    if (this.windows.size > 0) state.isQuitting = false;
    else this.finishQuitting();
  }

  finishQuitting(): void {
    const event = preventable({});
    this.emit('will-quit', event);
    if (event.defaultPrevented) {
      state.isQuitting = false;
      return;
    }
    this.emit('quit', preventable({}), 0);
    void endProcess(0);
  }

  /** At once, without asking anybody. */
  exit(code = 0): void {
    state.isQuitting = true;
    if (!hasBrowser()) process.exit(code);
    for (const window of new Set(this.windows)) window.destroy();
    this.emit('quit', preventable({}), code);
    void endProcess(code);
  }

  /** A window has gone; without listeners the app ends with the last one. */
  windowGone(window: { close(): void; destroy(): void }): void {
    this.windows.delete(window);
    if (this.windows.size > 0 || state.isQuitting) return;
    if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }

  /** Says so and starts nothing: two copies would share one browser. */
  relaunch(options?: Electron.RelaunchOptions): void {
    process.stderr.write(`would start again with ${(options?.args ?? []).slice(1).join(' ')}\n`);
  }

  focus(): void {}

  getPath(name: PathName): string {
    const known = this.paths.get(name) ?? standardPath(name);
    if (known === undefined) throw new Error(`Failed to get '${name}' path`);
    if (ownFolders.includes(name)) mkdirSync(known, { recursive: true });
    return known;
  }

  setPath(name: string, folder: string): void {
    if (!path.isAbsolute(folder)) throw new Error('Path must be absolute');
    this.paths.set(name, folder);
  }

  setAppLogsPath(folder?: string): void {
    this.setPath('logs', folder ?? path.join(this.getPath('userData'), 'logs'));
  }

  getVersion(): string {
    return manifest.version;
  }

  getName(): string {
    return this.name;
  }

  setName(name: string): void {
    this.name = name;
  }

  getAppPath(): string {
    return manifest.folder;
  }

  getLocale(): string {
    return 'en-US';
  }

  getSystemLocale(): string {
    return 'en-US';
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-US'];
  }

  requestSingleInstanceLock(additionalData: object = {}): boolean {
    this.instanceLock ??= new InstanceLock(this.getPath('userData'), ({ argv, folder, data }) => {
      this.emit('second-instance', preventable({}), argv, folder, data);
    });
    if (this.isAwaitedByAnother && !this.instanceLock.isHeld) return false;
    return this.instanceLock.take({ argv: process.argv, folder: process.cwd(), data: additionalData });
  }

  hasSingleInstanceLock(): boolean {
    return this.instanceLock?.isHeld ?? false;
  }

  releaseSingleInstanceLock(): void {
    this.instanceLock?.release();
  }

  setAppUserModelId(): void {}

  /** The double's pages are always sandboxed as Chromium sandboxes a page. */
  enableSandbox(): void {
    if (state.isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
  }
}

function standardPath(name: string): string | undefined {
  if (name === 'home') return homedir();
  if (name === 'temp') return tmpdir();
  if (name === 'exe' || name === 'module') return process.execPath;
  if (name === 'userData' && settings.userData !== undefined) return settings.userData;
  return ownFolders.includes(name) ? path.join(temporaryFolder, 'paths', name) : undefined;
}

let ending: Promise<never> | undefined;

/** Closes the browser, removes what was written and ends the process. */
export function endProcess(code: number): Promise<never> {
  ending ??= (async () => {
    await closeBrowser();
    process.exit(code);
  })();
  return ending;
}

process.on('exit', () => {
  app.instanceLock?.release();
  removeTemporaryFolder();
});

export const app = strict('app', new AppDouble());

/** A mistake of the app ends it here, where Electron would show a window with the error. */
export function watchForMistakes(): void {
  process.on('uncaughtException', (error) => {
    console.error(error);
    recordError('main process', error);
    void endProcess(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => quitOrEnd());
  }
}

/** Lets the app say goodbye; whoever asks a second time does not wait. */
export function quitOrEnd(): void {
  if (state.isQuitting || !state.isReady) void endProcess(1);
  else app.quit();
}
