/** What a component is to the controller: a kind that is built from arguments, and the running thing. */
import type { Clock } from '../clock';
import type { JsonStatement } from '../json-body';
import type { Logger } from '../log';
import type { OwnSample } from '../own-metrics';
import type { Sender } from '../prometheus/remote-endpoint';
import type { Body } from '../runtime/arguments';
import type { Value } from '../runtime/value';

/** A page that a component serves, over HTTP and in memory. */
export interface PageAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** Waits that a test or a demonstration may shorten. */
export interface Timing {
  /** How long a stopped remote write queue goes on delivering. */
  flushDeadlineMs: number;
  /** How long new targets wait before they are known to the scraper. */
  targetSyncMs: number;
  /** The first scrape of a target comes within this time after it is known. */
  scrapeSpreadMs: number;
}

export interface ComponentContext {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timing: Timing;
  readonly sender: Sender;
  readonly hostName: string;
  readonly storagePath: string;
  /** Name and port under which Alloy reaches its own pages. */
  readonly memoryAddress: string;
  /** A page of this Alloy by its path; undefined where there is none. */
  readonly ownPage: (path: string) => PageAnswer | undefined;
  /** The program's own metrics page. */
  readonly ownMetrics: () => string;
  /** Samples that any remote write component took in; Alloy counts them once for the process. */
  readonly countSamplesIn: (count: number) => void;
}

/** Refused arguments: the text that follows `building component: ` or `updating component: `. */
export class ComponentError extends Error {}

export interface RunningComponent<A> {
  /** Throws a `ComponentError` and changes nothing when the arguments are refused. */
  update(args: A): Promise<void> | void;
  exports(): ReadonlyMap<string, Value>;
  /** Called once, after the first evaluation of the whole configuration. */
  start?(): void;
  stop?(): Promise<void>;
  /** The waits have been shortened; what is waiting now may use it. */
  timingChanged?(): void;
  debugInfo?(): readonly JsonStatement[];
  metrics?(): readonly OwnSample[];
  page?(): PageAnswer | undefined;
}

export interface ComponentKind<A extends object> {
  readonly body: Body<A>;
  build(context: ComponentContext, args: A): RunningComponent<A>;
}
