import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
  type FSWatcher,
} from 'node:fs';
import path from 'node:path';
import { pretend } from './pretend';

/** What a second instance tells the first. */
export interface Launch {
  readonly argv: readonly string[];
  readonly folder: string;
  readonly data: object;
}

/** Electron's lock on the user data folder: the first process holds it, later ones leave a message and give up. */
export class InstanceLock {
  readonly #lockFile: string;
  readonly #messages: string;
  readonly #onLaunch: (launch: Launch) => void;
  #watcher: FSWatcher | undefined;

  constructor(userData: string, onLaunch: (launch: Launch) => void) {
    this.#lockFile = path.join(userData, 'instance.lock');
    this.#messages = path.join(userData, 'launches');
    this.#onLaunch = onLaunch;
  }

  get isHeld(): boolean {
    return this.#watcher !== undefined;
  }

  take(launch: Launch): boolean {
    if (this.isHeld) return true;
    mkdirSync(this.#messages, { recursive: true });
    if (this.#isTaken()) {
      writeFileSync(path.join(this.#messages, `${process.pid}.json`), JSON.stringify(launch));
      return false;
    }
    writeFileSync(this.#lockFile, String(process.pid));
    this.#watcher = watch(this.#messages, () => this.#readMessages());
    this.#watcher.unref();
    return true;
  }

  release(): void {
    if (!this.isHeld) return;
    this.#watcher?.close();
    this.#watcher = undefined;
    rmSync(this.#lockFile, { force: true });
  }

  /** A lock whose process has gone is nobody's. */
  #isTaken(): boolean {
    if (!existsSync(this.#lockFile)) return false;
    try {
      return process.kill(Number(readFileSync(this.#lockFile, 'utf8')), 0);
    } catch {
      return false;
    }
  }

  #readMessages(): void {
    for (const name of readdirSync(this.#messages)) {
      const file = path.join(this.#messages, name);
      const text = readFileSync(file, 'utf8');
      // The writer has not finished; another event follows.
      if (!text.endsWith('}')) continue;
      rmSync(file);
      this.#onLaunch(pretend(JSON.parse(text)));
    }
  }
}
