import type { MachineStatus } from '../../shared/contract/status';
import { useQuery, type Query } from './useQuery';

/** How often the machine is looked at while the page is visible. */
export const statusPollMs = 2_000;
/** From this age on a value is shown as stale. */
export const staleAfterMs = 15_000;

/** The machine's state; everybody who asks shares one reading. */
export function useMachineStatus(): Query<MachineStatus> {
  return useQuery('machineStatus', undefined, { pollMs: statusPollMs });
}
