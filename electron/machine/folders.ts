import type { Result } from '../../shared/contract/result';

/** Folders that only administrators and the system may read and write. */
export type FolderName = 'journal' | 'backups' | 'staging';

export interface FolderEntry {
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
}

/** File names match this; everything else is refused with `invalid-request` / `file-name-refused`. */
export const fileNamePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Larger files are not written; a frame of PowerShell carries no more. */
export const maxProtectedBytes = 4 * 1024 * 1024;

/** Protected files for journal, backups and staging. The folders come into being with the first write. */
export interface ProtectedFolders {
  /** Whole or not at all, and on disk when it returns: written beside, flushed, swapped in. */
  write(folder: FolderName, name: string, bytes: Uint8Array): Promise<Result<FolderEntry>>;
  /** `not-found` when there is no such file. */
  read(folder: FolderName, name: string): Promise<Result<Uint8Array>>;
  /** In order of name; empty when the folder does not exist yet. */
  list(folder: FolderName): Promise<Result<readonly FolderEntry[]>>;
  /** Gone afterwards. Safe when already gone. */
  remove(folder: FolderName, name: string): Promise<Result<void>>;
}
