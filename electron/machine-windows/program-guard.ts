import { fail, ok, type Result } from '../../shared/contract/result';
import { isAboutShell, type Operations } from './operation-caller';

/**
 * Whether nobody but administrators can change these files, which run with their rights. Fails with
 * `verification-failed` / `program-folder-open`, the file or folder and the security identifier of who can change it, or
 * with `program-folder-unknown` where Windows does not say. What was found good is not looked at again.
 */
export function guardProgram(operations: Operations, files: readonly string[]): () => Promise<Result<void>> {
  const good = new Set<string>();
  return async () => {
    for (const file of files) {
      if (good.has(file)) continue;
      const closed = await assertClosed(operations, file);
      if (!closed.ok) return closed;
      good.add(file);
    }
    return ok(undefined);
  };
}

async function assertClosed(operations: Operations, file: string): Promise<Result<void>> {
  const read = await operations.call('Get-ProgramProtection', { Path: file }, new AbortController().signal);
  if (!read.ok) {
    const { code, detail } = read.failure;
    return isAboutShell(read.failure) ? read : fail(code, 'program-folder-unknown', { params: { path: file }, detail });
  }
  const { openPath, openTo } = read.value;
  return openPath === null
    ? ok(undefined)
    : fail('verification-failed', 'program-folder-open', { params: { path: openPath, sid: openTo ?? '' } });
}
