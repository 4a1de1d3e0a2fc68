/** What the wizard tells about each collector of `prometheus.exporter.windows` 1.18.1. */
import { collectorNames, type CollectorName } from '../contract/collector-names';
import { recordedSeries } from './collector-series';

/**
 * - `role`: only where a role, a feature or a product is installed
 * - `many-series`: one set of series for each process, service, task…
 * - `every-machine`: there is always something to measure
 * - `needs-settings`: gives nothing before it is told what to measure
 */
export type CollectorGroup = 'role' | 'many-series' | 'every-machine' | 'needs-settings';

export interface CollectorFacts {
  readonly name: CollectorName;
  readonly group: CollectorGroup;
  /** Series on the recorded machine: a figure to compare with, not a promise. 0: there is no figure. */
  readonly recordedSeries: number;
  /** Makes a set of series for each object of the machine. */
  readonly isHeavy: boolean;
  /** Asks WMI, which may take a second or more. */
  readonly isSlow: boolean;
  /** Alloy's own page warns that it has hung or ended the process on some systems. */
  readonly isRisky: boolean;
  /**
   * Alloy refuses the whole file, or does not start, when Windows has no answer for it: a WMI query that fails, or for
   * `update` a disabled Windows Update. A file that worked yesterday may keep Alloy from starting after a reboot
   * (windows_exporter, `Build` of these collectors).
   */
  readonly mayStopStart: boolean;
  /** In the list that Alloy takes when none is given. */
  readonly isAlloyDefault: boolean;
}

const roles = new Set<CollectorName>([
  'ad',
  'adcs',
  'adfs',
  'container',
  'dfsr',
  'dhcp',
  'dns',
  'exchange',
  'fsrmquota',
  'gpu',
  'hyperv',
  'iis',
  'mscluster',
  'msmq',
  'mssql',
  'netframework',
  'nps',
  'printer',
  'remote_fx',
  'smb',
  'smbclient',
  'smtp',
  'terminal_services',
  'vmware',
]);
const manySeries = new Set<CollectorName>(['process', 'service', 'scheduled_task']);
const needSettings = new Set<CollectorName>(['filetime', 'performancecounter', 'textfile']);
const heavy = new Set<CollectorName>(['process', 'service', 'scheduled_task', 'netframework', 'hyperv', 'gpu']);
const slow = new Set<CollectorName>(['cpu_info', 'diskdrive', 'printer', 'mscluster', 'fsrmquota', 'update']);
const risky = new Set<CollectorName>(['ad', 'dns', 'hyperv', 'mscluster', 'msmq', 'nps', 'scheduled_task', 'vmware']);
const mayStopStart = new Set<CollectorName>(['cpu_info', 'diskdrive', 'fsrmquota', 'mscluster', 'update']);
const alloyDefaults = new Set<CollectorName>(['cpu', 'logical_disk', 'net', 'os', 'service', 'system']);

const groupOrder: readonly CollectorGroup[] = ['every-machine', 'many-series', 'role', 'needs-settings'];

function groupOf(name: CollectorName): CollectorGroup {
  if (roles.has(name)) return 'role';
  if (manySeries.has(name)) return 'many-series';
  return needSettings.has(name) ? 'needs-settings' : 'every-machine';
}

/** All 47, by group and then by name. */
export const collectors: readonly CollectorFacts[] = collectorNames
  .map((name) => ({
    name,
    group: groupOf(name),
    recordedSeries: recordedSeries[name],
    isHeavy: heavy.has(name),
    isSlow: slow.has(name),
    isRisky: risky.has(name),
    mayStopStart: mayStopStart.has(name),
    isAlloyDefault: alloyDefaults.has(name),
  }))
  .toSorted((a, b) => groupOrder.indexOf(a.group) - groupOrder.indexOf(b.group) || (a.name < b.name ? -1 : 1));

const byName = new Map(collectors.map((facts) => [facts.name, facts]));

export function factsOf(name: CollectorName): CollectorFacts {
  const facts = byName.get(name);
  if (!facts) throw new Error(`no such collector: ${name}`);
  return facts;
}

export interface SeriesCount {
  /** Over the collectors that have a figure. */
  readonly series: number;
  /** How many have none. */
  readonly unknownCollectors: number;
}

/** Over the collectors named; what the wizard's footer says after "about". */
export function recordedSeriesOf(names: readonly CollectorName[]): SeriesCount {
  const figures = names.map((name) => factsOf(name).recordedSeries);
  return {
    series: figures.reduce((sum, figure) => sum + figure, 0),
    unknownCollectors: figures.filter((figure) => figure === 0).length,
  };
}
