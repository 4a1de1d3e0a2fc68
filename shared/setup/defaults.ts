import type { CollectorName } from '../contract/collector-names';
import type { CollectorPresence, SetupMetrics } from '../contract/setup';
import { presetCollectors } from './presets';

/** The label that the exporter's own targets carry; another one needs a relabel rule. */
export const exporterJob = 'integrations/windows';

/** What the wizard begins with. `instance` is the host name, which the exporter sets itself. */
export function defaultMetrics(
  computerName: string,
  presence: Partial<Record<CollectorName, CollectorPresence>>,
): SetupMetrics {
  return {
    collectors: presetCollectors('this-machine', presence),
    scrapeIntervalSeconds: 15,
    scrapeTimeoutSeconds: 10,
    logLevel: 'info',
    job: exporterJob,
    instance: computerName,
  };
}
