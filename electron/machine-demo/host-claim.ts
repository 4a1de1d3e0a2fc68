/** Which service host keeps the record, if one lives. */
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { DemoPaths } from './demo-paths';
import { releaseHolderFile, takeHolderFile } from './holder-file';
import { isProvenAlive, isSameProcessAlive, processIdentity } from './process-observation';

const HostClaim = z.strictObject({ processId: z.int().min(1), identity: z.string().optional() });
type HostClaim = z.infer<typeof HostClaim>;

/** The process id of the living host; undefined when there is none. A claim of a dead one counts for nothing. */
export async function livingHost(paths: DemoPaths): Promise<number | undefined> {
  const claim = claimOf(await readFile(paths.hostClaim, 'utf8').catch(() => ''));
  return claim && (await isSameProcessAlive(claim.processId, claim.identity)) ? claim.processId : undefined;
}

/** Makes this process the host and answers how to give that up; undefined when another one lives. */
export async function claimHost(paths: DemoPaths): Promise<(() => Promise<void>) | undefined> {
  const identity = await processIdentity(process.pid);
  const claim: HostClaim = { processId: process.pid, ...(identity === undefined ? {} : { identity }) };
  const text = JSON.stringify(claim);
  const other = await takeHolderFile({ file: paths.hostClaim, text, isHeld: isHostAlive });
  return other === undefined ? () => releaseHolderFile(paths.hostClaim, text) : undefined;
}

/** How long a host may take to end behind its app. */
const farewellMs = 3_000;

/**
 * Called by an app whose hosts end with it, before it starts one: a claim that is there belongs to a host that ends, or
 * to one that could not give it up, and its process id may be another process's by now.
 */
export async function forgetFormerHost(paths: DemoPaths): Promise<void> {
  const startedAt = performance.now();
  while ((await livingHost(paths)) !== undefined) {
    if (performance.now() - startedAt > farewellMs) break;
    await pause(25);
  }
  const text = await readFile(paths.hostClaim, 'utf8').catch(() => '');
  const claim = claimOf(text);
  // One that lives beyond doubt was started by somebody else, and keeps what is its own.
  if (claim && (await isProvenAlive(claim.processId, claim.identity))) return;
  await releaseHolderFile(paths.hostClaim, text);
}

async function isHostAlive(text: string): Promise<boolean> {
  const claim = claimOf(text);
  return claim !== undefined && (await isSameProcessAlive(claim.processId, claim.identity));
}

function claimOf(text: string): HostClaim | undefined {
  try {
    return HostClaim.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
