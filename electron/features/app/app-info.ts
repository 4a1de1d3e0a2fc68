import { ok, type Result } from '../../../shared/contract/result';
import type { AppInfo } from '../../../shared/contract/status';
import type { MachineFacts } from '../../machine/facts';

export type Versions = Pick<AppInfo, 'version' | 'electron' | 'chromium' | 'node' | 'machine'>;

/** Which app this is, on which computer, with whose rights. */
export async function readAppInfo(facts: MachineFacts, versions: Versions): Promise<Result<AppInfo>> {
  const read = await facts.read();
  if (!read.ok) return read;
  const { computerName, userName, windows, isElevated } = read.value;
  return ok({ ...versions, computerName, userName, windows, isElevated });
}
