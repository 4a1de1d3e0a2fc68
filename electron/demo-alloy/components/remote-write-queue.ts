/** One endpoint of a remote write component: labels on the way out, the queue, the metrics of both. */
import { histogram, sample, type OwnSample } from '../own-metrics';
import type { Logger } from '../log';
import type { Labels, Sample } from '../prometheus/labels';
import { WriteQueue } from '../prometheus/queue';
import { relabel, type RelabelRule } from '../prometheus/relabel';
import { sendWriteRequest, type EndpointSettings } from '../prometheus/remote-endpoint';
import type { ComponentContext } from './component';
import { authenticationOf } from './http-client-arguments';
import { relabelRule } from './relabel-rules';
import { defaultQueue, type EndpointArguments } from './remote-write-arguments';

type QueueArguments = typeof defaultQueue;

export class EndpointQueue {
  readonly #name: string;
  readonly #url: string;
  readonly #componentId: string;
  readonly #rules: readonly RelabelRule[];
  readonly #externalLabels: Labels;
  readonly #config: QueueArguments;
  readonly #queue: WriteQueue;
  readonly #log: Logger;
  #dropped = 0;

  constructor(context: ComponentContext, name: string, endpoint: EndpointArguments, externalLabels: Labels) {
    this.#name = name;
    this.#url = endpoint.url;
    this.#componentId = context.id;
    this.#rules = endpoint.write_relabel_config.map(relabelRule);
    this.#externalLabels = externalLabels;
    this.#config = endpoint.queue_config ?? defaultQueue;
    this.#log = context.log.with(['subcomponent', 'rw'], ['remote_name', name], ['url', endpoint.url]);
    const settings = endpointSettings(endpoint, this.#config);
    this.#queue = new WriteQueue(
      {
        capacity: this.#config.capacity,
        maxSamplesPerSend: Math.max(1, this.#config.max_samples_per_send),
        batchSendDeadlineMs: this.#config.batch_send_deadline,
        minBackoffMs: this.#config.min_backoff,
        maxBackoffMs: this.#config.max_backoff,
      },
      {
        clock: context.clock,
        log: this.#log,
        send: (body, signal) => sendWriteRequest(settings, context.sender, context.clock, body, signal),
        flushDeadlineMs: () => context.timing.flushDeadlineMs,
      },
    );
    this.#log.info('Starting WAL watcher', ['queue', name]);
    this.#log.info('Starting scraped metadata watcher');
  }

  add(samples: readonly Sample[]): void {
    const kept: Sample[] = [];
    for (const one of samples) {
      const labels = relabel(this.#withExternal(one.labels), this.#rules);
      if (labels && labels.size > 0) kept.push({ ...one, labels });
    }
    this.#dropped += samples.length - kept.length;
    this.#queue.add(kept);
  }

  /** External labels do not touch what a series already has. */
  #withExternal(labels: Labels): Labels {
    if (this.#externalLabels.size === 0) return labels;
    return new Map([...this.#externalLabels, ...labels]);
  }

  async stop(): Promise<void> {
    this.#log.info('Stopping remote storage...');
    await this.#queue.stop();
    this.#log.info('WAL watcher stopped', ['queue', this.#name]);
    this.#log.info('Stopping metadata watcher...');
    this.#log.info('Scraped metadata watcher stopped');
    this.#log.info('Remote storage stopped.');
  }

  metrics(): readonly OwnSample[] {
    const figures = this.#queue.figures();
    const labels = {
      component_id: this.#componentId,
      component_path: '/',
      remote_name: this.#name,
      url: redacted(this.#url),
    };
    const one = (name: string, value: number): OwnSample => sample(`prometheus_remote_storage_${name}`, value, labels);
    return [
      one('samples_total', figures.attempted),
      one('samples_failed_total', figures.failed),
      one('samples_retried_total', figures.retried),
      one('samples_pending', figures.pending),
      one('bytes_total', figures.bytes),
      one('queue_highest_timestamp_seconds', figures.highestSeconds),
      one('queue_highest_sent_timestamp_seconds', figures.highestSentSeconds),
      one('enqueue_retries_total', 0),
      one('max_samples_per_send', this.#config.max_samples_per_send),
      one('shard_capacity', this.#config.capacity),
      one('shards', this.#config.min_shards),
      one('shards_desired', figures.pending > this.#config.max_samples_per_send ? 1 : 0.001),
      one('shards_max', this.#config.max_shards),
      one('shards_min', this.#config.min_shards),
      ...['exemplars', 'histograms'].flatMap((kind) => [
        one(`${kind}_total`, 0),
        one(`${kind}_failed_total`, 0),
        one(`${kind}_retried_total`, 0),
        one(`${kind}_pending`, 0),
      ]),
      ...['bytes_total', 'failed_total', 'retried_total', 'total'].map((name) => one(`metadata_${name}`, 0)),
      ...histogram(
        'prometheus_remote_storage_sent_batch_duration_seconds',
        figures.batchSeconds,
        figures.batches,
        labels,
      ),
      ...this.#droppedSeries(labels),
    ];
  }

  /** The counter appears with the first series that a rule drops. */
  #droppedSeries(labels: Readonly<Record<string, string>>): OwnSample[] {
    if (this.#dropped === 0) return [];
    const name = 'prometheus_remote_storage_samples_dropped_total';
    return [sample(name, this.#dropped, { ...labels, reason: 'dropped_series' })];
  }
}

function endpointSettings(endpoint: EndpointArguments, config: QueueArguments): EndpointSettings {
  const secretHeaders = [...(endpoint.http_headers ?? [])].map(
    ([name, values]) => [name, (values ?? []).map((value) => value.text).join(', ')] as const,
  );
  return {
    url: endpoint.url,
    timeoutMs: endpoint.remote_timeout,
    headers: new Map([...(endpoint.headers ?? []), ...secretHeaders]),
    authentication: authenticationOf(endpoint),
    followRedirects: endpoint.follow_redirects,
    retryOnTooMany: config.retry_on_http_429,
    caFile: endpoint.tls_config.ca_file,
    caPem: endpoint.tls_config.ca_pem,
    skipVerify: endpoint.tls_config.insecure_skip_verify,
  };
}

/** `URL.Redacted`: the password becomes `xxxxx`. */
function redacted(url: string): string {
  return url.replace(/^([^:/?#]+:\/\/[^:@/?#]*):[^@/?#]*@/, '$1:xxxxx@');
}
