import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface WholeFileOptions {
  /** Permission bits of the new file. */
  readonly mode: number;
  readonly owner?: { readonly userId: number; readonly groupId: number };
  /** Looks once more right before the swap; when it answers false nothing is changed and `false` is the answer. */
  readonly isStillWanted?: () => Promise<boolean>;
  /** Fail to swap when a file is there; `false` is the answer then. */
  readonly mustBeNew?: boolean;
}

/**
 * Writes a file whole or not at all: beside it, flushed, swapped in. Nothing is left beside it whatever happens. The
 * name beside begins with `.alloydesk-` and never ends in `.alloy`, because Alloy reads every file that does.
 */
export async function writeWhole(target: string, bytes: Uint8Array, options: WholeFileOptions): Promise<boolean> {
  const beside = path.join(path.dirname(target), `.alloydesk-${randomUUID()}.tmp`);
  try {
    const file = await open(beside, 'wx', options.mode);
    try {
      await fill(file, bytes, options);
    } finally {
      await file.close();
    }
    if (options.isStillWanted && !(await options.isStillWanted())) return false;
    if (options.mustBeNew) return await putWhereNothingIs(beside, target);
    await patiently(() => rename(beside, target));
    await flushFolder(path.dirname(target));
    return true;
  } finally {
    await rm(beside, { force: true });
  }
}

async function fill(file: FileHandle, bytes: Uint8Array, { mode, owner }: WholeFileOptions): Promise<void> {
  await file.writeFile(bytes);
  // The bits given to `open` are cut by the process's mask; these are not.
  await file.chmod(mode);
  if (owner) await file.chown(owner.userId, owner.groupId).catch(unlessForbidden);
  await file.sync();
}

/** Only an administrator may give files away; for everybody else the writer owns the new file. */
function unlessForbidden(error: unknown): void {
  if (errorCode(error) !== 'EPERM') throw error;
}

/**
 * Gives a written file a second name unless a file is there, and says whether it did. Renaming would overwrite; where the
 * file system knows no second names, a copy that refuses to overwrite takes its place.
 */
async function putWhereNothingIs(beside: string, target: string): Promise<boolean> {
  try {
    await link(beside, target).catch((error: unknown) => {
      if (!fileSystemsWithoutLinks.has(errorCode(error))) throw error;
      return copyFile(beside, target, constants.COPYFILE_EXCL);
    });
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
  await flushFolder(path.dirname(target));
  return true;
}

const fileSystemsWithoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL']);

/** Makes the swap last through a loss of power. Windows knows no such thing and refuses to open a folder. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** On a Windows host a file that somebody reads at this moment cannot be replaced; a moment later it can. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const isPassing = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error));
      if (!isPassing || attempt === 20) throw error;
      await pause(50);
    }
  }
}

/** `ENOENT`, `EACCES`, …; empty for what is not an error of the system. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The code and the call without the path, which holds the name of a user: what `detail` may say. */
export function errorDetail(error: unknown): string {
  const call = error instanceof Error && 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : '';
  const code = errorCode(error);
  return code ? `${code} ${call}`.trim() : error instanceof Error ? error.name : 'unknown error';
}
