import { fail, ok, type Result } from '../../shared/contract/result';
import type { Operations } from './operation-caller';

/**
 * Whether nobody but administrators can change these files, which run with their rights. Fails with
 * `verification-failed` / `program-folder-open`, the folder and the security identifier that opens it. What was found good
 * is not looked at again.
 */
export function guardProgram(operations: Operations, files: readonly string[]): () => Promise<Result<void>> {
  const unseen = [...files];
  return async () => {
    for (let [file] = unseen; file !== undefined; [file] = unseen) {
      const closed = await assertClosed(operations, file);
      if (!closed.ok) return closed;
      unseen.shift();
    }
    return ok(undefined);
  };
}

async function assertClosed(operations: Operations, file: string): Promise<Result<void>> {
  const read = await operations.call('Get-ProgramProtection', { Path: file }, new AbortController().signal);
  if (!read.ok) return read;
  const { openPath, openTo } = read.value;
  return openPath === null
    ? ok(undefined)
    : fail('verification-failed', 'program-folder-open', { params: { path: openPath, sid: openTo ?? '' } });
}
