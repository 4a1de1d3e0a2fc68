import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/contract/result';
import type { HeldLock, MachineLock } from '../machine/lock';
import { errorDetail } from './atomic-file';
import type { DemoPaths } from './demo-paths';
import { releaseHolderFile, takeHolderFile } from './holder-file';
import { isSameProcessAlive, processIdentity } from './process-observation';

const maxPurposeLength = 200;

const Holder = z.strictObject({
  processId: z.int().min(1),
  identity: z.string().optional(),
  purpose: z.string().max(maxPurposeLength),
  token: z.string(),
});
type Holder = z.infer<typeof Holder>;

/** One change at a time on a demo computer: a file that only one process can make. */
export class DemoLock implements MachineLock {
  readonly #paths: DemoPaths;

  constructor(paths: DemoPaths) {
    this.#paths = paths;
  }

  async acquire(purpose: string): Promise<Result<HeldLock>> {
    const identity = await processIdentity(process.pid);
    const holder: Holder = {
      processId: process.pid,
      ...(identity === undefined ? {} : { identity }),
      purpose: purpose.slice(0, maxPurposeLength),
      token: randomUUID(),
    };
    const text = JSON.stringify(holder);
    try {
      const other = await takeHolderFile({ file: this.#paths.lock, text, isHeld });
      if (other === undefined) return ok(this.#held(text));
      return fail('busy', 'machine-lock-held', { params: { holder: holderOf(other)?.purpose ?? '' } });
    } catch (error) {
      return fail('unexpected', 'file-unwritable', { detail: errorDetail(error) });
    }
  }

  #held(text: string): HeldLock {
    return {
      // Only our own: it may have been taken over after we were thought dead.
      release: () => releaseHolderFile(this.#paths.lock, text),
    };
  }
}

/** A holder that died, or whose file is damaged, will not give the lock back. */
async function isHeld(text: string): Promise<boolean> {
  const holder = holderOf(text);
  return holder !== undefined && (await isSameProcessAlive(holder.processId, holder.identity));
}

function holderOf(text: string): Holder | undefined {
  try {
    return Holder.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
