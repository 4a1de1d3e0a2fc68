/** `prometheus.relabel`: rewrites or drops samples on their way. */
import { sample, type OwnSample } from '../own-metrics';
import type { Sample, SampleReceiver } from '../prometheus/labels';
import { relabel, type RelabelRule } from '../prometheus/relabel';
import { blocks, bodyOf, optional, required, type Decoded } from '../runtime/arguments';
import { duration, integer, list, metricsReceiver } from '../runtime/argument-types';
import { capsuleValue, type Value } from '../runtime/value';
import type { ComponentContext, ComponentKind, RunningComponent } from './component';
import { Fanout } from './fanout';
import { relabelRule, ruleBody } from './relabel-rules';

const fields = {
  forward_to: required(list(metricsReceiver)),
  max_cache_size: optional(integer, 100_000),
  cache_ttl: optional(duration),
  rule: blocks(ruleBody),
};
const body = bodyOf(fields, (args) =>
  args.max_cache_size <= 0 ? `max_cache_size must be greater than 0 and is ${args.max_cache_size}` : undefined,
);
type Arguments = Decoded<typeof fields>;

class PrometheusRelabel implements RunningComponent<Arguments>, SampleReceiver {
  readonly #context: ComponentContext;
  readonly #fanout: Fanout;
  #rules: readonly RelabelRule[] = [];
  #processed = 0;
  #written = 0;

  constructor(context: ComponentContext, args: Arguments) {
    this.#context = context;
    this.#fanout = new Fanout(context);
    this.update(args);
  }

  update(args: Arguments): void {
    this.#rules = args.rule.map(relabelRule);
    this.#fanout.connect(args.forward_to);
  }

  append(samples: readonly Sample[]): void {
    this.#processed += samples.length;
    const kept = samples.flatMap((one) => {
      const labels = relabel(one.labels, this.#rules);
      return labels && labels.size > 0 ? [{ ...one, labels }] : [];
    });
    this.#written += kept.length;
    this.#fanout.append(kept);
  }

  exports(): ReadonlyMap<string, Value> {
    const name = `${this.#context.id}.receiver`;
    return new Map([
      ['receiver', capsuleValue({ kind: 'metrics-receiver', name, receiver: this })],
      ['rules', capsuleValue({ kind: 'relabel-rules', rules: this.#rules })],
    ]);
  }

  metrics(): readonly OwnSample[] {
    const labels = { component_id: this.#context.id, component_path: '/' };
    return [
      ...this.#fanout.metrics(),
      sample('alloy_prometheus_relabel_metrics_processed', this.#processed, labels),
      sample('alloy_prometheus_relabel_metrics_written', this.#written, labels),
    ];
  }
}

export const prometheusRelabel: ComponentKind<Arguments> = {
  body,
  build: (context, args) => new PrometheusRelabel(context, args),
};
