import { lstat, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Failure, type Result } from '../../shared/contract/result';
import { fileNamePattern, type FolderEntry, type FolderName, type ProtectedFolders } from '../machine/folders';
import { errorCode, errorDetail, writeWhole } from './atomic-file';
import type { DemoPaths } from './demo-paths';

/** Journal, backups and staging of a demo computer: folders that only their owner may read. */
export class DemoFolders implements ProtectedFolders {
  readonly #paths: DemoPaths;

  constructor(paths: DemoPaths) {
    this.#paths = paths;
  }

  async write(folder: FolderName, name: string, bytes: Uint8Array): Promise<Result<FolderEntry>> {
    const file = this.#file(folder, name);
    if (!file.ok) return file;
    try {
      await mkdir(path.dirname(file.value), { recursive: true, mode: 0o700 });
      await writeWhole(file.value, bytes, { mode: 0o600 });
      return ok(await entryOf(file.value));
    } catch (error) {
      return failure(error, 'file-unwritable');
    }
  }

  async read(folder: FolderName, name: string): Promise<Result<Uint8Array>> {
    const file = this.#file(folder, name);
    if (!file.ok) return file;
    try {
      // A link would lead out of the folder.
      if (!(await lstat(file.value)).isFile()) return fail('conflict', 'file-unreadable');
      return ok(await readFile(file.value));
    } catch (error) {
      return errorCode(error) === 'ENOENT' ? fail('not-found', 'file-not-found') : failure(error, 'file-unreadable');
    }
  }

  async list(folder: FolderName): Promise<Result<readonly FolderEntry[]>> {
    const place = this.#paths.protectedFolder(folder);
    try {
      const names = (await readdir(place)).filter((name) => fileNamePattern.test(name)).toSorted();
      const entries = await Promise.all(names.map((name) => fileEntryOf(path.join(place, name))));
      return ok(entries.filter((entry) => entry !== undefined));
    } catch (error) {
      return errorCode(error) === 'ENOENT' ? ok([]) : failure(error, 'file-unreadable');
    }
  }

  async remove(folder: FolderName, name: string): Promise<Result<void>> {
    const file = this.#file(folder, name);
    if (!file.ok) return file;
    try {
      await rm(file.value, { force: true });
      return ok(undefined);
    } catch (error) {
      return failure(error, 'file-unwritable');
    }
  }

  #file(folder: FolderName, name: string): Result<string> {
    if (!fileNamePattern.test(name)) return fail('invalid-request', 'file-name-refused');
    return ok(path.join(this.#paths.protectedFolder(folder), name));
  }
}

/** A folder or a link is no entry, and neither is a file that went away meanwhile. */
async function fileEntryOf(file: string): Promise<FolderEntry | undefined> {
  try {
    return (await lstat(file)).isFile() ? await entryOf(file) : undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function entryOf(file: string): Promise<FolderEntry> {
  const { size, mtimeMs } = await stat(file);
  return { name: path.basename(file), sizeBytes: size, modifiedAtMs: mtimeMs };
}

function failure(error: unknown, reason: Failure['reason']): { readonly ok: false; readonly failure: Failure } {
  const isRefused = ['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error));
  return fail(isRefused ? 'access-denied' : 'unexpected', reason, { detail: errorDetail(error) });
}
