import type { CollectorName } from '../contract/collector-names';
import type { CollectorPresence } from '../contract/setup';
import { collectors } from './collectors';

export const presetIds = ['this-machine', 'baseline', 'guide', 'own'] as const;
export type PresetId = (typeof presetIds)[number];

type Presence = Partial<Record<CollectorName, CollectorPresence>>;

/** The health of any machine. */
const baseline: readonly CollectorName[] = [
  'cpu',
  'logical_disk',
  'memory',
  'net',
  'os',
  'pagefile',
  'physical_disk',
  'service',
  'system',
  'tcp',
  'time',
];

/** The list of a common guide, which many dashboards expect. */
const guide: readonly CollectorName[] = [
  'cache',
  'cpu',
  'cpu_info',
  'diskdrive',
  'hyperv',
  'license',
  'logical_disk',
  'memory',
  'net',
  'os',
  'pagefile',
  'physical_disk',
  'process',
  'scheduled_task',
  'service',
  'system',
  'tcp',
  'thermalzone',
  'time',
  'update',
];

/**
 * The collectors of a preset, in order of name. `this-machine` adds to the baseline what was found here, but not what
 * has hung or ended Alloy on some systems, or can keep it from starting: that is for a person to choose.
 */
export function presetCollectors(id: Exclude<PresetId, 'own'>, presence: Presence): CollectorName[] {
  if (id === 'guide') return [...guide];
  if (id === 'baseline') return [...baseline];
  const found = collectors
    .filter(({ name, group }) => group === 'role' && presence[name] === 'present')
    .filter(({ isRisky, mayStopStart }) => !isRisky && !mayStopStart)
    .map(({ name }) => name);
  return [...baseline, ...found].toSorted();
}

/** Which preset these collectors are; `own` when they are none. The first that fits wins. */
export function presetOf(names: readonly CollectorName[], presence: Presence): PresetId {
  const wanted = names.toSorted().join();
  const fitting = presetIds.find((id) => id !== 'own' && presetCollectors(id, presence).toSorted().join() === wanted);
  return fitting ?? 'own';
}
