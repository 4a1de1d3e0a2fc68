/** The part of `/metrics` that concerns the program as a whole. */
import { sample, histogram, type OwnSample } from './own-metrics';
import type { Controller } from './runtime/controller';
import type { WebApi } from './web-api';

export interface ProgramFigures {
  readonly version: string;
  readonly startedAt: number;
  readonly now: number;
  readonly configSha256: string;
  readonly isLastLoadGood: boolean;
  /** Milliseconds since 1970 of the last load that could be read and parsed; 0 before. */
  readonly lastGoodLoadAt: number;
  readonly loadFailures: number;
  readonly samplesIn: number;
  readonly memoryBytes: number | undefined;
}

const root = { controller_id: '', controller_path: '/' };
const noLimit = 2 ** 63;

export function programMetrics(figures: ProgramFigures, controller: Controller, api: WebApi): OwnSample[] {
  return [
    ...configMetrics(figures),
    ...controllerMetrics(controller, api),
    ...processMetrics(figures),
    ...remotecfgMetrics(),
    sample('prometheus_remote_storage_samples_in_total', figures.samplesIn),
    sample('prometheus_remote_storage_exemplars_in_total', 0),
    sample('prometheus_remote_storage_histograms_in_total', 0),
    ...controller.components().flatMap((component) => component.metrics()),
  ];
}

function configMetrics(figures: ProgramFigures): OwnSample[] {
  const build = {
    branch: 'HEAD',
    goarch: 'amd64',
    goos: 'windows',
    goversion: 'go1.26.8',
    revision: '66ebea856',
    tags: 'unknown',
    version: figures.version,
  };
  return [
    sample('alloy_build_info', 1, build),
    sample('alloy_config_hash', 1, { cluster_name: '', sha256: figures.configSha256 }),
    sample('alloy_config_last_load_success_timestamp_seconds', figures.lastGoodLoadAt / 1000),
    sample('alloy_config_last_load_successful', figures.isLastLoadGood ? 1 : 0),
    sample('alloy_config_load_failures_total', figures.loadFailures),
  ];
}

function controllerMetrics(controller: Controller, api: WebApi): OwnSample[] {
  const byHealth = new Map<string, number>();
  for (const component of controller.components()) {
    const { state } = component.health();
    byHealth.set(state, (byHealth.get(state) ?? 0) + 1);
  }
  const { count, seconds } = controller.evaluations();
  return [
    sample('alloy_component_controller_evaluating', 0, root),
    ...[...byHealth].map(([state, number]) =>
      sample('alloy_component_controller_running_components', number, { ...root, health_type: state }),
    ),
    ...histogram('alloy_component_evaluation_seconds', seconds, count, root),
    sample('alloy_component_evaluation_queue_size', 0, root),
    ...api.dataFlow().map(([from, to]) => sample('alloy_component_graph_connection', 1, { ...root, from, to })),
  ];
}

function processMetrics(figures: ProgramFigures): OwnSample[] {
  const usage = process.memoryUsage();
  const resident = figures.memoryBytes ?? usage.rss;
  const cpu = process.cpuUsage();
  const cpuSeconds = (cpu.user + cpu.system) / 1e6;
  const started = figures.startedAt / 1000;
  return [
    sample('alloy_resources_process_resident_memory_bytes', resident),
    sample('alloy_resources_process_virtual_memory_bytes', usage.rss * 4),
    sample('alloy_resources_process_cpu_seconds_total', cpuSeconds),
    sample('alloy_resources_process_start_time_seconds', Math.floor(started)),
    sample('alloy_resources_machine_rx_bytes_total', 0),
    sample('alloy_resources_machine_tx_bytes_total', 0),
    sample('process_resident_memory_bytes', resident),
    sample('process_virtual_memory_bytes', usage.rss * 4),
    sample('process_cpu_seconds_total', cpuSeconds),
    sample('process_start_time_seconds', Math.round(started * 100) / 100),
    sample('process_open_fds', 17),
    sample('go_memstats_heap_inuse_bytes', usage.heapUsed),
    sample('go_memstats_sys_bytes', usage.heapTotal),
    sample('go_memstats_next_gc_bytes', usage.heapUsed * 2),
    sample('go_goroutines', 97),
    sample('go_info', 1, { version: 'go1.26.8' }),
    sample('go_gc_gogc_percent', 100),
    sample('go_gc_gomemlimit_bytes', memoryLimit(process.env['GOMEMLIMIT'])),
    sample('go_sched_gomaxprocs_threads', 2),
  ];
}

/** `400MiB` and its like; no limit where it is not set. */
function memoryLimit(text: string | undefined): number {
  const [, amount, unit = ''] = /^(\d+)(B|KiB|MiB|GiB|TiB)?$/.exec(text ?? '') ?? [];
  if (amount === undefined) return noLimit;
  return Number(amount) * 1024 ** Math.max(0, ['B', 'KiB', 'MiB', 'GiB', 'TiB'].indexOf(unit));
}

/** Always there, also without a `remotecfg` block. */
function remotecfgMetrics(): OwnSample[] {
  return [
    sample('remotecfg_last_load_successful', 0),
    sample('remotecfg_load_attempts_total', 0),
    sample('remotecfg_load_failures_total', 0),
  ];
}
