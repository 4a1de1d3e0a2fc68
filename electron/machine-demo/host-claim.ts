/** Which service host keeps the record, if one lives. */
import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { writeWhole } from './atomic-file';
import type { DemoPaths } from './demo-paths';
import { isSameProcessAlive, processIdentity } from './process-observation';

const HostClaim = z.strictObject({ processId: z.int().min(1), identity: z.string().optional() });

/** The process id of the living host; undefined when there is none. A claim of a dead one counts for nothing. */
export async function livingHost(paths: DemoPaths): Promise<number | undefined> {
  const claim = await readClaim(paths);
  if (!claim) return undefined;
  return (await isSameProcessAlive(claim.processId, claim.identity)) ? claim.processId : undefined;
}

/** True when this process is the host from now on; false when another one lives. */
export async function claimHost(paths: DemoPaths): Promise<boolean> {
  const identity = await processIdentity(process.pid);
  const bytes = Buffer.from(
    JSON.stringify({ processId: process.pid, ...(identity === undefined ? {} : { identity }) }),
  );
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await writeWhole(paths.hostClaim, bytes, { mode: 0o600, mustBeNew: true })) return true;
    if ((await livingHost(paths)) !== undefined) return false;
    await rm(paths.hostClaim, { force: true });
  }
  return false;
}

export async function releaseHost(paths: DemoPaths): Promise<void> {
  const claim = await readClaim(paths);
  if (claim?.processId === process.pid) await rm(paths.hostClaim, { force: true });
}

async function readClaim(paths: DemoPaths): Promise<z.infer<typeof HostClaim> | undefined> {
  try {
    return HostClaim.safeParse(JSON.parse(await readFile(paths.hostClaim, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
