/** Queries to paste into Prometheus or Grafana, with this machine's own labels. */
import type { CollectorName } from '../contract/collector-names';

export type QueryId = 'is-up' | 'cpu-busy' | 'memory-available' | 'disk-free';

export interface Query {
  readonly id: QueryId;
  readonly promql: string;
}

/** Only queries whose collector is chosen; metric names are those of windows_exporter 0.31. */
export function queriesFor(metrics: {
  readonly job: string;
  readonly instance: string;
  readonly collectors: readonly CollectorName[];
}): readonly Query[] {
  const labels = `job=${quoteLabel(metrics.job)},instance=${quoteLabel(metrics.instance)}`;
  const all: readonly (Query & { readonly needs?: CollectorName })[] = [
    { id: 'is-up', promql: `up{${labels}}` },
    {
      id: 'cpu-busy',
      needs: 'cpu',
      promql: `100 * (1 - avg(rate(windows_cpu_time_total{mode="idle",${labels}}[5m])))`,
    },
    {
      id: 'memory-available',
      needs: 'memory',
      promql: `100 * windows_memory_available_bytes{${labels}} / windows_memory_physical_total_bytes{${labels}}`,
    },
    {
      id: 'disk-free',
      needs: 'logical_disk',
      promql: `100 * windows_logical_disk_free_bytes{${labels}} / windows_logical_disk_size_bytes{${labels}}`,
    },
  ];
  return all
    .filter(({ needs }) => needs === undefined || metrics.collectors.includes(needs))
    .map(({ id, promql }) => ({ id, promql }));
}

/** A label value as PromQL quotes it: escapes as in Go. */
function quoteLabel(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
