import { fail, ok, type Result } from '../../shared/contract/result';
import type { Operations } from './operation-caller';

/**
 * Whether nobody but administrators can change this program, which runs with their rights. Fails with
 * `verification-failed` / `program-folder-open`, the folder and the security identifier that opens it. What was found good
 * is not looked at again.
 */
export function guardProgram(operations: Operations, program: string): () => Promise<Result<void>> {
  let isGood = false;
  return async () => {
    if (isGood) return ok(undefined);
    const read = await operations.call('Get-ProgramProtection', { Path: program }, new AbortController().signal);
    if (!read.ok) return read;
    const { openPath, openTo } = read.value;
    if (openPath !== null)
      return fail('verification-failed', 'program-folder-open', { params: { path: openPath, sid: openTo ?? '' } });
    isGood = true;
    return ok(undefined);
  };
}
