import { readFile } from 'node:fs/promises';
import os from 'node:os';

/** Whether a process with this id is there; one that has ended and was not collected by its parent yet is not. */
export async function isProcessAlive(processId: number): Promise<boolean> {
  try {
    process.kill(processId, 0);
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  const state = (await processStat(processId))?.[0];
  return state === undefined ? process.platform !== 'linux' : state !== 'Z' && state !== 'X';
}

/**
 * Tells a process from a later one with the same id. Linux: the boot and the moment of the start in clock ticks since
 * then; undefined when there is no such process. Elsewhere only the boot is told, as its time: a number that was noted
 * before the computer was started again then means nobody.
 */
export async function processIdentity(processId: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return bootIdentity();
  const startTicks = (await processStat(processId))?.[19];
  if (startTicks === undefined) return undefined;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()}:${startTicks}`;
}

/** Whether the process that was noted with this identity is still there. */
export async function isSameProcessAlive(processId: number, identity: string | undefined): Promise<boolean> {
  if (!(await isProcessAlive(processId))) return false;
  return identity === undefined || isSameIdentity(identity, await processIdentity(processId));
}

/**
 * Whether the process that was noted with this identity is there, beyond doubt: only such a one may be signalled. The
 * boot alone does not tell a process from a later one with the same id, so outside Linux nothing is proven.
 */
export async function isProvenAlive(processId: number, identity: string | undefined): Promise<boolean> {
  if (identity === undefined || identity.startsWith('boot:')) return false;
  return isSameProcessAlive(processId, identity);
}

/** The time of the boot is reckoned from two clocks and wanders with every correction of one of them. */
const bootToleranceMs = 5 * 60_000;

/** `boot:` and the milliseconds since 1970. */
export function bootIdentity(now = Date.now(), uptimeSeconds = os.uptime()): string {
  return `boot:${Math.round(now - uptimeSeconds * 1_000)}`;
}

export function isSameIdentity(noted: string, found: string | undefined): boolean {
  if (found === undefined || !noted.startsWith('boot:')) return noted === found;
  return Math.abs(Number(noted.slice(5)) - Number(found.slice(5))) < bootToleranceMs;
}

/** Working set; undefined where the host does not say. */
export async function processMemoryBytes(processId: number): Promise<number | undefined> {
  const status = await readProcessFile(processId, 'status');
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status ?? '')?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

/** Asks a process to end, or ends it. Safe when it is gone. */
export function signalProcess(processId: number, signal: 'SIGINT' | 'SIGKILL'): void {
  try {
    process.kill(processId, signal);
  } catch {
    // Gone already, or not ours: nothing that could be done about it here.
  }
}

/** The fields of `/proc/<id>/stat` behind the name, which may hold blanks and brackets itself. */
async function processStat(processId: number): Promise<readonly string[] | undefined> {
  const stat = await readProcessFile(processId, 'stat');
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

async function readProcessFile(processId: number, name: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  return readFile(`/proc/${processId}/${name}`, 'utf8').catch(() => undefined);
}
