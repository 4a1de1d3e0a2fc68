import { fail, ok, type Result } from '../../shared/contract/result';
import type { Operations } from './operation-caller';

/**
 * Starts a program with the rights of an administrator; Windows asks the person. Fails with `cancelled` /
 * `elevation-declined` when they say no.
 */
export async function startElevated(
  operations: Operations,
  { file, args }: { readonly file: string; readonly args: readonly string[] },
): Promise<Result<void>> {
  const never = new AbortController().signal;
  const started = await operations.call('Start-ElevatedProgram', { Path: file, Arguments: [...args] }, never);
  if (started.ok) return ok(undefined);
  const { code, detail } = started.failure;
  return code === 'cancelled' ? fail('cancelled', 'elevation-declined', { detail }) : started;
}
