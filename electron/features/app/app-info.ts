import { ok, type Result } from '../../../shared/contract/result';
import type { AppInfo } from '../../../shared/contract/status';
import type { MachineFacts } from '../../machine/facts';
import type { ProgramGuard } from './rights';

export type Versions = Pick<AppInfo, 'version' | 'electron' | 'chromium' | 'node' | 'machine'>;

/** Which app this is, on which computer, with whose rights; a failure where the program itself cannot be trusted. */
export async function readAppInfo(
  facts: MachineFacts,
  versions: Versions,
  guardProgram: ProgramGuard,
): Promise<Result<AppInfo>> {
  const guarded = await guardProgram();
  if (!guarded.ok) return guarded;
  const read = await facts.read();
  if (!read.ok) return read;
  const { computerName, userName, windows, isElevated } = read.value;
  return ok({ ...versions, computerName, userName, windows, isElevated });
}
