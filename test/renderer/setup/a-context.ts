/** Small builders: what is visible in a test is what matters in it. */
import type { SetupContext } from '../../../shared/contract/setup';
import { defaultMetrics } from '../../../shared/setup/defaults';
import {
  initialSetup,
  reduceSetup,
  type SetupAction,
  type SetupState,
} from '../../../renderer/features/setup/setup-state';

export const goodUrl = 'https://prom01.example:9090/api/v1/write';

export function aContext(changes: Partial<SetupContext> = {}): SetupContext {
  const collectorPresence: SetupContext['collectorPresence'] = { smb: 'present', dns: 'present', iis: 'absent' };
  return {
    computerName: 'FS-BER-07',
    alloyInstalled: true,
    configPath: String.raw`C:\Alloy\config.alloy`,
    origin: 'ours',
    blocked: null,
    value: { metrics: defaultMetrics('FS-BER-07', collectorPresence), endpoint: { url: goodUrl } },
    valueSource: 'file',
    collectorPresence,
    ...changes,
  };
}

export function aState(...actions: SetupAction[]): SetupState {
  return [{ type: 'read', context: aContext() } as const, ...actions].reduce(reduceSetup, initialSetup);
}
