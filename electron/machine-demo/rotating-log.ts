import { appendFileSync, renameSync, statSync } from 'node:fs';
import type { DemoPaths } from './demo-paths';

/** What the program prints, kept to a bound: the log moves aside once when it has grown too large. */
export class RotatingLog {
  readonly #paths: DemoPaths;
  readonly #limitBytes: number;

  constructor(paths: DemoPaths, limitBytes: number) {
    this.#paths = paths;
    this.#limitBytes = limitBytes;
  }

  write(chunk: Uint8Array): void {
    try {
      appendFileSync(this.#paths.log, chunk, { mode: 0o600 });
      if (statSync(this.#paths.log).size > this.#limitBytes) renameSync(this.#paths.log, this.#paths.previousLog);
    } catch {
      // The folder may be gone already; then nobody is left who would read the log.
    }
  }
}
