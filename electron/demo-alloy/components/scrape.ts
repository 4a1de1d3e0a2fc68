/**
 * `prometheus.scrape`: collects samples from targets and forwards them.
 * Source: grafana/alloy `internal/component/prometheus/scrape/scrape.go`, prometheus/prometheus `scrape/`.
 */
import { formatDuration } from '../go-text';
import { attribute, blockOf, jsonObject, jsonString, type JsonStatement } from '../json-body';
import { sample, type OwnSample } from '../own-metrics';
import { labelsKey } from '../prometheus/labels';
import { bodyOf, embeddedBlock, optional, required, type Decoded } from '../runtime/arguments';
import {
  bool,
  byteSize,
  duration,
  float,
  integer,
  list,
  map,
  metricsReceiver,
  string,
  targets,
} from '../runtime/argument-types';
import type { ArgumentType } from '../runtime/arguments';
import type { Value } from '../runtime/value';
import type { ComponentContext, ComponentKind, RunningComponent } from './component';
import { Fanout } from './fanout';
import { authenticationOf, checkClient, clientFields } from './http-client-arguments';
import { ScrapeLoop, type ScrapeSettings } from './scrape-loop';
import { scrapeTarget } from './scrape-target';

const protocols = ['OpenMetricsText1.0.0', 'OpenMetricsText0.0.1', 'PrometheusText1.0.0', 'PrometheusText0.0.4'];

/** Shown although it was not set: the original derives it while it validates. */
const alwaysShown: ArgumentType<string> = { ...string, isComparable: false };

const fields = {
  targets: required(targets),
  forward_to: required(list(metricsReceiver)),
  job_name: optional(string),
  honor_labels: optional(bool),
  honor_timestamps: optional(bool, true),
  honor_metadata: optional(bool),
  track_timestamps_staleness: optional(bool),
  params: optional(map(list(string))),
  scrape_classic_histograms: optional(bool),
  scrape_native_histograms: optional(bool),
  scrape_interval: optional(duration, 60_000),
  scrape_timeout: optional(duration, 10_000),
  scrape_failure_log_file: optional(string),
  scrape_protocols: optional(list(string), protocols),
  metrics_path: optional(string, '/metrics'),
  scheme: optional(string, 'http'),
  body_size_limit: optional(byteSize),
  sample_limit: optional(integer),
  target_limit: optional(integer),
  label_limit: optional(integer),
  label_name_length_limit: optional(integer),
  label_value_length_limit: optional(integer),
  ...clientFields,
  follow_redirects: optional(bool, true),
  enable_http2: optional(bool, true),
  extra_metrics: optional(bool),
  enable_protobuf_negotiation: optional(bool),
  metric_name_validation_scheme: optional(string, 'legacy'),
  metric_name_escaping_scheme: optional(alwaysShown, 'underscores'),
  scrape_fallback_protocol: optional(string, 'PrometheusText0.0.4'),
  convert_classic_histograms_to_nhcb: optional(bool),
  enable_compression: optional(bool, true),
  enable_type_and_unit_labels: optional(bool),
  native_histogram_bucket_limit: optional(integer),
  native_histogram_min_bucket_factor: optional(float),
  clustering: embeddedBlock(bodyOf({ enabled: optional(bool) })),
};

type Arguments = Decoded<typeof fields>;

const body = bodyOf(fields, check);

function check(args: Arguments): string | undefined {
  if (args.scrape_timeout > args.scrape_interval) {
    const timeout = formatDuration(args.scrape_timeout);
    const interval = formatDuration(args.scrape_interval);
    return `scrape_timeout (${timeout}) greater than scrape_interval (${interval}) for scrape config with job name ${JSON.stringify(args.job_name)}`;
  }
  const known = [...protocols, 'PrometheusProto'];
  const unknown = (args.scrape_protocols ?? []).find((protocol) => !known.includes(protocol));
  if (unknown !== undefined) {
    const supported = [
      'OpenMetricsText0.0.1',
      'OpenMetricsText1.0.0',
      'PrometheusProto',
      'PrometheusText0.0.4',
      'PrometheusText1.0.0',
    ];
    return `invalid scrape_protocols: unknown scrape protocol ${unknown}, supported: [${supported.join(' ')}]`;
  }
  return checkClient(args);
}

class Scrape implements RunningComponent<Arguments> {
  readonly #context: ComponentContext;
  readonly #fanout: Fanout;
  readonly #loops = new Map<string, ScrapeLoop>();
  #args: Arguments;
  #isStarted = false;
  #cancelSync: (() => void) | undefined;
  #syncs = 0;

  constructor(context: ComponentContext, args: Arguments) {
    this.#context = context;
    this.#args = args;
    this.#fanout = new Fanout(context);
    this.#fanout.connect(args.forward_to);
  }

  update(args: Arguments): void {
    this.#args = args;
    this.#fanout.connect(args.forward_to);
    if (this.#isStarted) this.#syncLater();
  }

  start(): void {
    this.#isStarted = true;
    this.#syncLater();
  }

  timingChanged(): void {
    if (!this.#cancelSync) return;
    this.#cancelSync();
    this.#cancelSync = undefined;
    this.#syncLater();
  }

  stop(): Promise<void> {
    this.#isStarted = false;
    this.#cancelSync?.();
    for (const loop of this.#loops.values()) loop.cancel();
    this.#loops.clear();
    return Promise.resolve();
  }

  exports(): ReadonlyMap<string, Value> {
    return new Map();
  }

  /** New targets are noticed by a ticker, not at once. */
  #syncLater(): void {
    this.#cancelSync ??= this.#context.clock.after(this.#context.timing.targetSyncMs, () => {
      this.#cancelSync = undefined;
      this.#sync();
    });
  }

  #sync(): void {
    this.#syncs += 1;
    const settings = this.#settings();
    const wanted = new Set<string>();
    for (const labels of this.#args.targets ?? []) {
      const target = scrapeTarget(labels, settings);
      if (!target) continue;
      const key = `${target.url}\u0003${labelsKey(target.labels)}`;
      wanted.add(key);
      const running = this.#loops.get(key);
      if (running) running.change(settings);
      else this.#loops.set(key, new ScrapeLoop(this.#context, target, settings, this.#fanout));
    }
    for (const [key, loop] of this.#loops) {
      if (wanted.has(key)) continue;
      this.#loops.delete(key);
      loop.end();
    }
  }

  #settings(): ScrapeSettings {
    const args = this.#args;
    return {
      jobName: args.job_name === '' ? this.#context.id : args.job_name,
      intervalMs: args.scrape_interval,
      timeoutMs: args.scrape_timeout,
      metricsPath: args.metrics_path,
      scheme: args.scheme,
      params: args.params ?? new Map(),
      honorLabels: args.honor_labels,
      honorTimestamps: args.honor_timestamps,
      extraMetrics: args.extra_metrics,
      sampleLimit: args.sample_limit,
      followRedirects: args.follow_redirects,
      authentication: authenticationOf(args),
      skipVerify: args.tls_config.insecure_skip_verify,
    };
  }

  debugInfo(): readonly JsonStatement[] {
    return [...this.#loops.values()].map((loop) => {
      const state = loop.state();
      const lastError = state.lastError === '' ? [] : [attribute('last_error', jsonString(state.lastError))];
      const scraped =
        state.lastScrape === undefined
          ? []
          : [attribute('last_scrape_duration', jsonString(formatDuration(state.durationMs)))];
      return blockOf('target', [
        attribute('job', jsonString(state.job)),
        attribute('url', jsonString(state.url)),
        attribute('health', jsonString(state.health)),
        attribute('labels', jsonObject([...state.labels].map(([name, value]) => [name, jsonString(value)] as const))),
        ...lastError,
        attribute('last_scrape', jsonString(state.lastScrape ?? '0001-01-01T00:00:00Z')),
        ...scraped,
      ]);
    });
  }

  metrics(): readonly OwnSample[] {
    const labels = { component_id: this.#context.id, component_path: '/' };
    const job = { ...labels, scrape_job: this.#settings().jobName };
    return [
      ...this.#fanout.metrics(),
      sample('prometheus_scrape_targets_gauge', (this.#args.targets ?? []).length, labels),
      sample('prometheus_target_scrape_pools_total', 1, labels),
      ...(this.#syncs === 0
        ? []
        : [
            sample('prometheus_target_scrape_pool_sync_total', this.#syncs, job),
            sample('prometheus_target_scrape_pool_targets', this.#loops.size, job),
          ]),
    ];
  }
}

export const scrape: ComponentKind<Arguments> = { body, build: (context, args) => new Scrape(context, args) };
