/** The components that are evaluated for real. */
import type { ComponentKind } from './component';
import { discoveryRelabel } from './discovery-relabel';
import { exporterWindows } from './exporter-windows';
import { localFile } from './local-file';
import { prometheusRelabel } from './prometheus-relabel';
import { remoteWrite } from './remote-write';
import { scrape } from './scrape';

export const componentKinds: ReadonlyMap<string, ComponentKind<object>> = new Map<string, ComponentKind<object>>([
  ['discovery.relabel', discoveryRelabel as ComponentKind<object>],
  ['local.file', localFile as ComponentKind<object>],
  ['prometheus.exporter.windows', exporterWindows as ComponentKind<object>],
  ['prometheus.relabel', prometheusRelabel as ComponentKind<object>],
  ['prometheus.remote_write', remoteWrite as ComponentKind<object>],
  ['prometheus.scrape', scrape as ComponentKind<object>],
]);
