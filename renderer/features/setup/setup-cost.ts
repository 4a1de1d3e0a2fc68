/** What the chosen collectors cost, by the recorded machine: a figure to compare with, so it is rounded. */
import type { CollectorName } from '../../../shared/contract/collector-names';
import { recordedSeriesOf } from '../../../shared/setup/collectors';

export interface SetupCost {
  readonly collectors: number;
  /** To two digits above a hundred. */
  readonly aboutSeries: number;
  /** `undefined` while the interval is no number. */
  readonly aboutPerSecond: number | undefined;
}

export function costOf(collectors: readonly CollectorName[], intervalSeconds: number | undefined): SetupCost {
  const series = recordedSeriesOf(collectors);
  const hasInterval = intervalSeconds !== undefined && intervalSeconds > 0;
  return {
    collectors: collectors.length,
    aboutSeries: twoDigits(series),
    aboutPerSecond: hasInterval ? twoDigits(series / intervalSeconds) : undefined,
  };
}

function twoDigits(value: number): number {
  if (value < 100) return Math.round(value);
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.round(value / step) * step;
}
