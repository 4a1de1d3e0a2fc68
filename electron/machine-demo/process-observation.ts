import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

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
 * Tells a process from a later one with the same id; undefined where the host does not say. Linux: the boot and the
 * moment of the start in clock ticks since then.
 */
export async function processIdentity(processId: number): Promise<string | undefined> {
  const startTicks = (await processStat(processId))?.[19];
  if (startTicks === undefined) return undefined;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()}:${startTicks}`;
}

/** Whether the process that was noted with this identity is still there. */
export async function isSameProcessAlive(processId: number, identity: string | undefined): Promise<boolean> {
  if (!(await isProcessAlive(processId))) return false;
  return identity === undefined || (await processIdentity(processId)) === identity;
}

/** Working set; undefined where the host does not say. */
export async function processMemoryBytes(processId: number): Promise<number | undefined> {
  const status = await readProcessFile(processId, 'status');
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status ?? '')?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

/** File name of the program, cut by the system at 15 characters; undefined where the host does not say. */
export async function processName(processId: number): Promise<string | undefined> {
  const name = (await readProcessFile(processId, 'comm'))?.trim();
  return name === '' ? undefined : name;
}

/** Resolves when the process is gone, with false when it is still there after the time. */
export async function waitUntilGone(processId: number, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (await isProcessAlive(processId)) {
    if (performance.now() >= deadline) return false;
    await pause(15);
  }
  return true;
}

/** Ends a process at once. Safe when it is gone. */
export function killProcess(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
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
