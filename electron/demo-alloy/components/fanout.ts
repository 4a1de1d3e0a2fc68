/** Hands samples on to every receiver of `forward_to` and counts them. */
import { histogram, sample, type OwnSample } from '../own-metrics';
import type { Sample, SampleReceiver } from '../prometheus/labels';
import type { NamedReceiver } from '../runtime/argument-types';
import type { ComponentContext } from './component';

export class Fanout implements SampleReceiver {
  readonly #context: ComponentContext;
  #receivers: readonly NamedReceiver[] = [];
  #forwarded = 0;
  #batches = 0;
  #seconds = 0;

  constructor(context: ComponentContext) {
    this.#context = context;
  }

  connect(receivers: readonly NamedReceiver[] | undefined): void {
    this.#receivers = receivers ?? [];
  }

  append(samples: readonly Sample[]): void {
    const begin = this.#context.clock.now();
    for (const { receiver } of this.#receivers) {
      receiver.append(samples);
      this.#forwarded += samples.length;
    }
    this.#batches += 1;
    this.#seconds += (this.#context.clock.now() - begin) / 1000;
  }

  metrics(): readonly OwnSample[] {
    const labels = { component_id: this.#context.id, component_path: '/' };
    return [
      ...histogram('prometheus_fanout_latency', this.#seconds, this.#batches, labels),
      sample('prometheus_forwarded_samples_total', this.#forwarded, labels),
    ];
  }
}
