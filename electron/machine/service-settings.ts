import { parseRunArguments } from '../../shared/command-line/run-arguments';
import { fail, ok, type Result } from '../../shared/contract/result';
import type { ServiceSettings } from './service';

/**
 * How a service is started, from what its registration holds. `unsupported` where the arguments do not tell which file
 * Alloy reads or where it answers: nothing may be written on a guess.
 */
export function serviceSettingsOf(
  registered: Pick<ServiceSettings, 'arguments' | 'environment' | 'programPath'>,
  usualConfigPath: string,
): Result<ServiceSettings> {
  const { configPath = usualConfigPath, storagePath, listenAddress, unclear } = parseRunArguments(registered.arguments);
  const [first] = unclear;
  if (listenAddress === undefined || first !== undefined) {
    const { what, found } = first ?? { what: 'listen-address', found: '' };
    return fail('unsupported', 'service-arguments-unclear', { params: { what, found: found.slice(0, 1_000) } });
  }
  return ok({ ...registered, configPath, storagePath, listenAddress });
}
