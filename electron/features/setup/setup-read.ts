import { fail, ok, type Failure, type Result } from '../../../shared/contract/result';
import { LabelValue, type ConfigOrigin, type SetupContext } from '../../../shared/contract/setup';
import type { ServiceStatus } from '../../../shared/contract/status';
import { readConfig } from '../../../shared/setup/config-text';
import { defaultMetrics } from '../../../shared/setup/defaults';
import { originOf, refusalToOverwrite } from '../../apply/config-origin';
import { Journal } from '../../apply/journal';
import { refusalWhileOpen } from '../../apply/open-change';
import type { ConfigContent } from '../../machine/config-file';
import type { Machine } from '../../machine/machine';

/** What the wizard begins with: the answers read back from our own file, or the defaults for this machine. */
export async function readSetup(
  machine: Pick<Machine, 'facts' | 'service' | 'configFile' | 'folders'>,
): Promise<Result<SetupContext>> {
  const [facts, alloy, presence, status, content] = await Promise.all([
    machine.facts.read(),
    machine.facts.alloy(),
    machine.facts.collectorPresence(),
    machine.service.status(),
    machine.configFile.read(),
  ]);
  if (!facts.ok) return facts;
  if (!alloy.ok) return alloy;
  if (!status.ok) return status;
  if (!content.ok) return content;
  const journal = new Journal(machine.folders);
  const origin = await originOf(content.value, journal);
  if (!origin.ok) return origin;
  const waiting = await refusalWhileOpen(content.value, journal);
  if (!waiting.ok) return waiting;
  const { computerName } = facts.value;
  // It is the default of the label `instance`; an empty label is none at all.
  if (!LabelValue.safeParse(computerName).success) return fail('unsupported', 'computer-name-unknown');
  // Unknown presence costs a hint beside a collector, not the wizard.
  const collectorPresence = presence.ok ? presence.value : {};
  const isOurs = origin.value === 'ours' && content.value.state === 'file';
  const read = isOurs && content.value.state === 'file' ? readConfig(content.value.text, { computerName }) : undefined;
  const fromFile = read?.state === 'read' ? read.value : undefined;
  return ok({
    computerName,
    alloyInstalled: alloy.value.installed && status.value.state !== 'absent',
    configPath: content.value.path,
    origin: origin.value,
    blocked: blockedBy(status.value, content.value, origin.value) ?? waiting.value ?? null,
    value: fromFile ?? { metrics: defaultMetrics(computerName, collectorPresence), endpoint: { url: '' } },
    valueSource: fromFile ? 'file' : 'defaults',
    collectorPresence,
  });
}

function blockedBy(service: ServiceStatus, content: ConfigContent, origin: ConfigOrigin): Failure | undefined {
  if (service.state === 'absent') return fail('not-found', 'service-absent').failure;
  return refusalToOverwrite(content, origin);
}
