import { readFile, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/contract/result';
import type { HeldLock, MachineLock } from '../machine/lock';
import { errorDetail, writeWhole } from './atomic-file';
import type { DemoPaths } from './demo-paths';
import { isSameProcessAlive, processIdentity } from './process-observation';

const Holder = z.strictObject({
  processId: z.int().min(1),
  identity: z.string().optional(),
  purpose: z.string().max(200),
  token: z.string(),
});

/** One change at a time on a demo computer: a file that only one process can make. */
export class DemoLock implements MachineLock {
  readonly #paths: DemoPaths;

  constructor(paths: DemoPaths) {
    this.#paths = paths;
  }

  async acquire(purpose: string): Promise<Result<HeldLock>> {
    const token = randomUUID();
    const identity = await processIdentity(process.pid);
    const holder = { processId: process.pid, ...(identity === undefined ? {} : { identity }), purpose, token };
    try {
      for (let attempt = 0; attempt < 3; attempt++) {
        const bytes = Buffer.from(JSON.stringify(holder));
        if (await writeWhole(this.#paths.lock, bytes, { mode: 0o600, mustBeNew: true })) return ok(this.#held(token));
        const other = await this.#holder();
        if (other && (await isSameProcessAlive(other.processId, other.identity))) {
          return fail('busy', 'machine-lock-held', { params: { holder: other.purpose } });
        }
        // The holder died, or its file is damaged: nobody is there who would give it back.
        await rm(this.#paths.lock, { force: true });
      }
      return fail('busy', 'machine-lock-held', { params: { holder: purpose } });
    } catch (error) {
      return fail('unexpected', 'file-unwritable', { detail: errorDetail(error) });
    }
  }

  #held(token: string): HeldLock {
    return {
      release: async () => {
        // Only our own: it may have been taken over after we were thought dead.
        if ((await this.#holder())?.token === token) await rm(this.#paths.lock, { force: true });
      },
    };
  }

  async #holder(): Promise<z.infer<typeof Holder> | undefined> {
    try {
      return Holder.safeParse(JSON.parse(await readFile(this.#paths.lock, 'utf8'))).data;
    } catch {
      return undefined;
    }
  }
}
