/** A target as it is scraped: its address and the labels its series get. */
import type { Authentication } from '../prometheus/remote-endpoint';
import type { Labels } from '../prometheus/labels';

export interface ScrapeSettings {
  readonly jobName: string;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly metricsPath: string;
  readonly scheme: string;
  readonly params: ReadonlyMap<string, readonly string[] | undefined>;
  readonly honorLabels: boolean;
  readonly honorTimestamps: boolean;
  readonly extraMetrics: boolean;
  readonly sampleLimit: number;
  readonly followRedirects: boolean;
  readonly authentication: Authentication;
  readonly skipVerify: boolean;
}

export interface ScrapeTarget {
  readonly url: string;
  /** `host:port` and path, to tell Alloy's own pages from others. */
  readonly address: string;
  readonly path: string;
  readonly labels: Labels;
}

/**
 * Completes a target; nothing without an address.
 * Source: prometheus/prometheus `scrape/target.go` (`PopulateLabels`).
 */
export function scrapeTarget(given: Labels, settings: ScrapeSettings): ScrapeTarget | undefined {
  const all = new Map(given);
  const address = all.get('__address__') ?? '';
  if (address === '') return undefined;
  const fallback = (name: string, value: string): void => {
    if ((all.get(name) ?? '') === '') all.set(name, value);
  };
  fallback('job', settings.jobName);
  fallback('__metrics_path__', settings.metricsPath);
  fallback('__scheme__', settings.scheme);
  fallback('instance', address);
  const path = all.get('__metrics_path__') ?? '';
  const query = queryOf(all, settings.params);
  const labels = new Map([...all].filter(([name, value]) => !name.startsWith('__') && value !== ''));
  return { url: `${all.get('__scheme__') ?? 'http'}://${address}${path}${query}`, address, path, labels };
}

function queryOf(labels: Labels, params: ScrapeSettings['params']): string {
  const query = new URLSearchParams();
  for (const [name, values] of params) for (const value of values ?? []) query.append(name, value);
  for (const [name, value] of labels) if (name.startsWith('__param_')) query.set(name.slice('__param_'.length), value);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
