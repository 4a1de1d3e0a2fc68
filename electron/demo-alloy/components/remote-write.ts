/**
 * `prometheus.remote_write`: delivers samples to endpoints.
 * Source: grafana/alloy `internal/component/prometheus/remotewrite`. The write-ahead log of the original is not kept.
 */
import { createHash } from 'node:crypto';
import { quote } from '../go-text';
import { sample, type OwnSample } from '../own-metrics';
import type { Sample, SampleReceiver } from '../prometheus/labels';
import { showBody } from '../runtime/arguments';
import { capsuleValue, type Value } from '../runtime/value';
import { ComponentError, type ComponentContext, type ComponentKind, type RunningComponent } from './component';
import { checkCertificateFiles } from './http-client-arguments';
import {
  endpointBody,
  remoteWriteBody,
  type EndpointArguments,
  type RemoteWriteArguments,
} from './remote-write-arguments';
import { EndpointQueue } from './remote-write-queue';

class RemoteWrite implements RunningComponent<RemoteWriteArguments>, SampleReceiver {
  readonly #context: ComponentContext;
  #queues = new Map<string, EndpointQueue>();
  #series = new Set<string>();
  #appended = 0;
  #highestSeconds = 0;

  constructor(context: ComponentContext, args: RemoteWriteArguments) {
    this.#context = context;
    checkEndpoints(args);
    this.#open(args);
  }

  /** Waits until every endpoint that goes away or changes has delivered what it holds, or has given up. */
  async update(args: RemoteWriteArguments): Promise<void> {
    checkEndpoints(args);
    const wanted = new Set(args.endpoint.map((endpoint) => queueKey(endpoint, args)));
    const leaving = [...this.#queues].filter(([key]) => !wanted.has(key));
    await Promise.all(leaving.map(([, queue]) => queue.stop()));
    for (const [key] of leaving) this.#queues.delete(key);
    this.#open(args);
  }

  #open(args: RemoteWriteArguments): void {
    for (const endpoint of args.endpoint) {
      const key = queueKey(endpoint, args);
      if (this.#queues.has(key)) continue;
      const name = endpoint.name === '' ? key.slice(0, 6) : endpoint.name;
      this.#queues.set(key, new EndpointQueue(this.#context, name, endpoint, args.external_labels ?? new Map()));
    }
  }

  append(samples: readonly Sample[]): void {
    this.#appended += samples.length;
    this.#context.countSamplesIn(samples.length);
    for (const one of samples) {
      this.#highestSeconds = Math.max(this.#highestSeconds, Math.floor(one.timestampMs / 1000));
      this.#series.add(seriesKey(one));
    }
    for (const queue of this.#queues.values()) queue.add(samples);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.stop()));
  }

  exports(): ReadonlyMap<string, Value> {
    const name = `${this.#context.id}.receiver`;
    return new Map([['receiver', capsuleValue({ kind: 'metrics-receiver', name, receiver: this })]]);
  }

  metrics(): readonly OwnSample[] {
    const labels = { component_id: this.#context.id, component_path: '/' };
    const active = this.#series.size;
    return [
      ...[...this.#queues.values()].flatMap((queue) => queue.metrics()),
      sample('prometheus_remote_storage_highest_timestamp_in_seconds', this.#highestSeconds, labels),
      sample('prometheus_remote_write_wal_samples_appended_total', this.#appended, labels),
      sample('prometheus_remote_write_wal_storage_active_series', active, labels),
      sample('prometheus_remote_write_wal_storage_created_series_total', active, labels),
      sample('prometheus_remote_write_wal_corruptions_total', 0, labels),
      sample('prometheus_remote_write_wal_out_of_order_samples_total', 0, labels),
    ];
  }
}

function seriesKey(one: Sample): string {
  return [...one.labels].map(([name, value]) => `${name}\u0001${value}`).join('\u0002');
}

/** Endpoints with the same text are the same queue before and after a reload. */
function queueKey(endpoint: EndpointArguments, args: RemoteWriteArguments): string {
  const text = JSON.stringify([
    showBody(endpointBody, endpoint),
    [...(args.external_labels ?? [])],
    secretsOf(endpoint),
  ]);
  return createHash('md5').update(text).digest('hex');
}

/** The detail page masks secrets, so they have to be told apart here. */
function secretsOf(endpoint: EndpointArguments): string[] {
  return [
    endpoint.basic_auth?.password.text ?? '',
    endpoint.authorization?.credentials.text ?? '',
    endpoint.bearer_token.text,
  ];
}

function checkEndpoints(args: RemoteWriteArguments): void {
  for (const endpoint of args.endpoint) {
    const problem = urlProblem(endpoint.url);
    if (problem !== undefined) {
      throw new ComponentError(
        `cannot parse remote_write url ${quote(endpoint.url)}: parse ${quote(endpoint.url)}: ${problem}`,
      );
    }
    checkCertificateFiles(endpoint);
  }
}

/** What Go's `url.Parse` refuses. */
export function urlProblem(url: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is refused
  if (/[\u0000-\u001f\u007f]/.test(url)) return 'net/url: invalid control character in URL';
  if (url.startsWith(':')) return 'missing protocol scheme';
  const scheme = /^[a-zA-Z][a-zA-Z0-9+.-]*:/.exec(url);
  if (!scheme) {
    const first = url.split('/')[0] ?? '';
    return first.includes(':') ? 'first path segment in URL cannot contain colon' : undefined;
  }
  const host = /^[^:]+:\/\/([^/?#]*)/.exec(url)?.[1];
  if (host === undefined) return undefined;
  if (/[ "<>\\^`{|}]/.test(host))
    return `invalid character ${quote(/[ "<>\\^`{|}]/.exec(host)?.[0] ?? '')} in host name`;
  const port = /:([^:\]]*)$/.exec(host.replace(/^.*@/, ''))?.[1];
  return port !== undefined && !/^\d*$/.test(port) ? `invalid port ${quote(`:${port}`)} after host` : undefined;
}

export const remoteWrite: ComponentKind<RemoteWriteArguments> = {
  body: remoteWriteBody,
  build: (context, args) => new RemoteWrite(context, args),
};
