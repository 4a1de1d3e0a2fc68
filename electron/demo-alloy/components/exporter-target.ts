/** The target that an exporter component exports: its own page, reached in memory. */
import type { Labels } from '../prometheus/labels';

interface Exporter {
  readonly id: string;
  readonly name: string;
  readonly hostName: string;
  readonly memoryAddress: string;
}

export function exporterTarget(exporter: Exporter, job: string): Labels {
  return new Map([
    ['__address__', exporter.memoryAddress],
    ['__meta_component_id', exporter.id],
    ['__meta_component_name', exporter.name],
    ['__metrics_path__', `/api/v0/component/${exporter.id}/metrics`],
    ['__scheme__', 'http'],
    ['instance', exporter.hostName],
    ['job', job],
  ]);
}
