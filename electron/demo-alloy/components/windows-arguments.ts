/**
 * The arguments of `prometheus.exporter.windows`.
 * Source: grafana/alloy `internal/component/prometheus/exporter/windows/config.go`; defaults as its detail page shows them.
 */
import {
  bodyOf,
  embeddedBlock,
  optional,
  optionalBlock,
  type Body,
  type Decoded,
  type Field,
} from '../runtime/arguments';
import { bool, duration, integer, list, string } from '../runtime/argument-types';

export const exchangeParts: readonly string[] = [
  'ADAccessProcesses',
  'TransportQueues',
  'HttpProxy',
  'ActiveSync',
  'AvailabilityService',
  'OutlookWebAccess',
  'Autodiscover',
  'WorkloadManagement',
  'RpcClientAccess',
  'MapiHttpEmsmdb',
];

export const mssqlParts: readonly string[] = [
  'accessmethods',
  'availreplica',
  'bufman',
  'databases',
  'dbreplica',
  'genstats',
  'info',
  'locks',
  'memmgr',
  'sqlerrors',
  'sqlstats',
  'transactions',
  'waitstats',
];

export const netframeworkParts: readonly string[] = [
  'clrexceptions',
  'clrinterop',
  'clrjit',
  'clrloading',
  'clrlocksandthreads',
  'clrmemory',
  'clrremoting',
  'clrsecurity',
];

export const timeParts: readonly string[] = ['system_time', 'clock_source', 'ntp'];

const all = '^.+$';
const none = '^$';

/** Blocks of this component have no defaults of their own, so whatever they hold is shown. */
const text = (initial = ''): Field<string> => optional(string, initial, 'unless-zero');
const names = (initial: readonly string[]): Field<readonly string[] | undefined> => optional(list(string), initial);

const lists = { blacklist: text(none), whitelist: text(all) };
const includeExclude = { include: text(all), exclude: text(none) };
const excludeInclude = { exclude: text(none), include: text(all) };

const enabledList = (initial: readonly string[]): Body<{ readonly enabled_list: readonly string[] | undefined }> =>
  bodyOf({ enabled_list: names(initial) });

const textfile = bodyOf({ text_file_directory: text(), directories: optional(list(string)) });

const fields = {
  enabled_collectors: names(['cpu', 'logical_disk', 'net', 'os', 'service', 'system']),
  dfsr: embeddedBlock(bodyOf({ sources_enabled: names(['connection', 'folder', 'volume']) })),
  exchange: embeddedBlock(enabledList(exchangeParts)),
  iis: embeddedBlock(
    bodyOf({
      app_blacklist: text(none),
      app_whitelist: text(all),
      site_blacklist: text(none),
      site_whitelist: text(all),
      app_exclude: text(none),
      app_include: text(all),
      site_exclude: text(none),
      site_include: text(all),
    }),
  ),
  logical_disk: embeddedBlock(bodyOf({ enabled_list: names(['metrics']), ...lists, ...includeExclude })),
  msmq: optionalBlock(bodyOf({ where_clause: text() })),
  mssql: embeddedBlock(bodyOf({ enabled_classes: names(mssqlParts) })),
  network: embeddedBlock(bodyOf({ ...lists, ...excludeInclude })),
  physical_disk: embeddedBlock(bodyOf(includeExclude)),
  printer: embeddedBlock(bodyOf(excludeInclude)),
  process: embeddedBlock(
    bodyOf({
      ...lists,
      ...excludeInclude,
      enable_iis_worker_process: optional(bool),
      counter_version: optional(integer),
    }),
  ),
  scheduled_task: embeddedBlock(bodyOf(excludeInclude)),
  service: embeddedBlock(
    bodyOf({ ...includeExclude, use_api: text(), where_clause: text(), enable_v2_collector: text() }),
  ),
  smb: embeddedBlock(enabledList([])),
  smb_client: embeddedBlock(enabledList([])),
  smtp: embeddedBlock(bodyOf({ ...lists, ...excludeInclude })),
  text_file: optionalBlock(textfile),
  textfile: optionalBlock(textfile),
  tcp: embeddedBlock(enabledList(['metrics', 'connections_state'])),
  update: embeddedBlock(
    bodyOf({ online: optional(bool), scrape_interval: { ...optional(duration, 21_600_000), hiddenValue: 0 } }),
  ),
  filetime: embeddedBlock(bodyOf({ file_patterns: names([]) })),
  performancecounter: embeddedBlock(bodyOf({ objects: text() })),
  mscluster: embeddedBlock(enabledList(['cluster', 'network', 'node', 'resource', 'resourcegroup'])),
  netframework: embeddedBlock(enabledList(netframeworkParts)),
  dns: embeddedBlock(enabledList(['metrics', 'wmi_stats'])),
  net: embeddedBlock(bodyOf({ enabled_list: names(['metrics', 'nic_info']), ...excludeInclude })),
  time: embeddedBlock(enabledList(timeParts)),
};

export type WindowsArguments = Decoded<typeof fields>;

export const windowsBody = bodyOf(fields);
