/** The arguments of `prometheus.remote_write`. Source: grafana/alloy `internal/component/prometheus/remotewrite/types.go`. */
import {
  blocks,
  bodyOf,
  embeddedBlock,
  ignoredBlock,
  initialOf,
  optional,
  optionalBlock,
  required,
  type Decoded,
} from '../runtime/arguments';
import { bool, duration, integer, map, string } from '../runtime/argument-types';
import { checkClient, clientFields } from './http-client-arguments';
import { ruleBody } from './relabel-rules';

const queueConfig = bodyOf({
  capacity: optional(integer, 10_000),
  max_shards: optional(integer, 50),
  min_shards: optional(integer, 1),
  max_samples_per_send: optional(integer, 2000),
  batch_send_deadline: optional(duration, 5000),
  min_backoff: optional(duration, 30),
  max_backoff: optional(duration, 5000),
  retry_on_http_429: optional(bool, true),
  sample_age_limit: optional(duration),
});

const metadataConfig = bodyOf({
  send: optional(bool, true),
  send_interval: optional(duration, 60_000),
  max_samples_per_send: optional(integer, 2000),
});

const walConfig = bodyOf(
  {
    truncate_frequency: optional(duration, 7_200_000),
    min_keepalive_time: optional(duration, 300_000),
    max_keepalive_time: optional(duration, 28_800_000),
  },
  (wal) => {
    if (wal.truncate_frequency === 0) return 'truncate_frequency must not be 0';
    return wal.max_keepalive_time <= wal.min_keepalive_time
      ? 'min_keepalive_time must be smaller than max_keepalive_time'
      : undefined;
  },
);

const messages = ['prometheus.WriteRequest', 'io.prometheus.write.v2.Request'];

const endpointFields = {
  name: optional(string),
  url: required(string),
  remote_timeout: optional(duration, 30_000),
  headers: optional(map(string)),
  send_exemplars: optional(bool, true),
  send_native_histograms: optional(bool),
  protobuf_message: optional(string, messages[0] ?? ''),
  ...clientFields,
  follow_redirects: optional(bool, true),
  enable_http2: optional(bool),
  round_robin_dns: optional(bool),
  queue_config: optionalBlock(queueConfig),
  metadata_config: optionalBlock(metadataConfig),
  write_relabel_config: blocks(ruleBody),
  sigv4: ignoredBlock(),
  azuread: ignoredBlock(),
  google_iam: ignoredBlock(),
};

export type EndpointArguments = Decoded<typeof endpointFields>;

export const endpointBody = bodyOf(endpointFields, (endpoint) => {
  const problem = checkClient(endpoint);
  if (problem !== undefined) return problem;
  return messages.includes(endpoint.protobuf_message)
    ? undefined
    : `unknown protobuf_message ${JSON.stringify(endpoint.protobuf_message)}`;
});

const remoteWriteFields = {
  external_labels: optional(map(string)),
  endpoint: blocks(endpointBody),
  wal: embeddedBlock(walConfig),
};

export type RemoteWriteArguments = Decoded<typeof remoteWriteFields>;

export const remoteWriteBody = bodyOf(remoteWriteFields);

/** The queue's settings where the block is absent. */
export const defaultQueue = initialOf(queueConfig);
