/**
 * Whether the PowerShell module on disk is the one that the app was built with. The module lies beside the app's archive,
 * not in it, so Electron's own integrity check does not cover it.
 */
import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../shared/contract/result';

/** One file of the module: its path below the module's folder, with `/`, and its SHA-256 in lower-case hex. */
export interface FileHash {
  readonly path: string;
  readonly sha256: string;
}

/** Far above any script of ours; a larger file is not read. */
export const maxModuleFileBytes = 1024 * 1024;

/** Folders below the module; a deeper tree is not ours. */
const maxDepth = 8;

/** Many times what the module has. A folder that holds more is not listed to its end. */
export const maxModuleFiles = 500;

/**
 * Whether the folder holds exactly these files with exactly these bytes: nothing missing, nothing beside them, no link,
 * no file above `maxModuleFileBytes`, no more than `maxModuleFiles`. Otherwise `verification-failed`, its detail naming
 * the first difference in the order of the paths. Never rejects. It says nothing about what happens to the files
 * afterwards: that only administrators may write there is for the folder's permissions to ensure.
 */
export async function verifyModule(folder: string, hashes: readonly FileHash[]): Promise<Result<void>> {
  if (hashes.length === 0) return different('the app carries no list of the module’s files');
  try {
    const difference = await firstDifference(folder, hashes);
    return difference === undefined ? ok(undefined) : different(difference);
  } catch (error) {
    return different(`the module cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown cause'}`);
  }
}

function different(detail: string): Result<never> {
  return fail('verification-failed', 'powershell-altered', { detail });
}

async function firstDifference(folder: string, hashes: readonly FileHash[]): Promise<string | undefined> {
  const expected = new Map(hashes.map(({ path: name, sha256 }) => [name, sha256]));
  const found = await listEntries(folder);
  if (found.size > maxModuleFiles) return '. holds too many files';
  const names = [...new Set([...expected.keys(), ...found.keys()])].toSorted();
  for (const name of names) {
    const difference = await differenceOf(path.join(folder, name), found.get(name), expected.get(name));
    if (difference !== undefined) return `${name} ${difference}`;
  }
  return undefined;
}

/** What is at a path, as far as it matters here. A folder is only named when something about it is wrong. */
type Entry = 'file' | 'link' | 'too-deep' | 'something else';

async function listEntries(root: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if ((await lstat(root)).isSymbolicLink()) return entries.set('.', 'link');
  const visit = async (below: string, depth: number): Promise<void> => {
    for (const entry of await readdir(path.join(root, below), { withFileTypes: true })) {
      if (entries.size > maxModuleFiles) return;
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isSymbolicLink()) entries.set(name, 'link');
      else if (entry.isFile()) entries.set(name, 'file');
      else if (!entry.isDirectory()) entries.set(name, 'something else');
      else if (depth === maxDepth) entries.set(name, 'too-deep');
      else await visit(name, depth + 1);
    }
  };
  await visit('', 0);
  return entries;
}

async function differenceOf(
  file: string,
  found: Entry | undefined,
  expected: string | undefined,
): Promise<string | undefined> {
  if (found === undefined) return 'is missing';
  if (found === 'link') return 'is a link';
  if (found === 'too-deep') return 'lies too deep';
  if (found === 'something else') return 'is no file';
  if (expected === undefined) return 'does not belong to the module';
  if ((await lstat(file)).size > maxModuleFileBytes) return 'is too large';
  const hash = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  return hash === expected ? undefined : 'has been changed';
}
