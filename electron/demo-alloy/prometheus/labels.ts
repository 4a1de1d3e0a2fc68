/** A set of labels; empty values do not exist in it. */
export type Labels = ReadonlyMap<string, string>;

/** One value of one series. A stale marker ends its series; its own value means nothing. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
  readonly timestampMs: number;
  readonly stale?: boolean;
}

/** Takes samples in; what a scrape forwards to. */
export interface SampleReceiver {
  append(samples: readonly Sample[]): void;
}

/** The labels in the order Prometheus keeps and sends them. */
export function sortedLabels(labels: Labels): [string, string][] {
  return [...labels].filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** One text per set of labels, whatever the order they were added in. */
export function labelsKey(labels: Labels): string {
  return sortedLabels(labels)
    .map(([name, value]) => `${name}\u0001${value}`)
    .join('\u0002');
}
