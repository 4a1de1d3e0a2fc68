/** What the chosen collectors cost, by the recorded machine: a figure to compare with, so it is rounded. */
import type { CollectorName } from '../../../shared/contract/collector-names';
import { recordedSeriesOf } from '../../../shared/setup/collectors';

export interface SetupCost {
  readonly collectors: number;
  /** To two digits above a hundred; `undefined` where none of the collectors has a figure. */
  readonly aboutSeries: number | undefined;
  /** Collectors that come on top, nobody knows with how many series. */
  readonly unknownCollectors: number;
  /** `undefined` while the interval is no number, and where the series are not known. */
  readonly aboutPerSecond: number | undefined;
}

export function costOf(collectors: readonly CollectorName[], intervalSeconds: number | undefined): SetupCost {
  const { series, unknownCollectors } = recordedSeriesOf(collectors);
  const isKnown = collectors.length === 0 || unknownCollectors < collectors.length;
  const hasInterval = intervalSeconds !== undefined && intervalSeconds > 0;
  return {
    collectors: collectors.length,
    aboutSeries: isKnown ? twoDigits(series) : undefined,
    unknownCollectors,
    aboutPerSecond: isKnown && hasInterval ? twoDigits(series / intervalSeconds) : undefined,
  };
}

function twoDigits(value: number): number {
  if (value < 100) return Math.round(value);
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.round(value / step) * step;
}
