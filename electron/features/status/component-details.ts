import type { ServerAddress } from '../../../shared/command-line/run-arguments';
import { ok, type Result } from '../../../shared/contract/result';
import type { ComponentDetails } from '../../../shared/contract/status';
import type { AlloyApi } from '../../alloy-api/alloy-api';
import { readableFields } from '../../alloy-api/readable-values';
import type { ServiceControl } from '../../machine/service';
import { summaryOf } from './machine-status';

/** One component as Alloy shows it, secrets masked by Alloy and credentials in addresses by us. */
export async function readComponentDetails(
  id: string,
  { service, alloyApi }: { service: ServiceControl; alloyApi: (address: ServerAddress) => AlloyApi },
  signal: AbortSignal,
): Promise<Result<ComponentDetails>> {
  const settings = await service.settings();
  if (!settings.ok) return settings;
  const read = await alloyApi(settings.value.listenAddress).component(id, signal);
  if (!read.ok) return read;
  const detail = read.value;
  return ok({
    summary: summaryOf(detail),
    arguments: [...readableFields(detail.arguments ?? [])],
    exports: [...readableFields(detail.exports ?? [])],
    debugInfo: [...readableFields(detail.debugInfo ?? [])],
    referencesTo: detail.referencesTo ?? [],
    referencedBy: detail.referencedBy ?? [],
  });
}
