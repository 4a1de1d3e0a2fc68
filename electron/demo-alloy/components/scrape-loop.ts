/**
 * Scrapes one target again and again.
 * Source: prometheus/prometheus `scrape/scrape.go`: label conflicts, report series and stale markers follow it.
 */
import { createHash } from 'node:crypto';
import { parseExposition } from '../../../shared/exposition/exposition';
import { sendRequest } from '../http/go-client';
import { quote, timestamp } from '../go-text';
import { credentials } from '../prometheus/remote-endpoint';
import { labelsKey, type Labels, type Sample, type SampleReceiver } from '../prometheus/labels';
import type { ComponentContext } from './component';
import type { ScrapeSettings, ScrapeTarget } from './scrape-target';

export type { ScrapeSettings } from './scrape-target';

export interface LoopState {
  readonly job: string;
  readonly url: string;
  readonly labels: Labels;
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
  readonly lastScrape: string | undefined;
  readonly durationMs: number;
}

export class ScrapeLoop {
  readonly #context: ComponentContext;
  readonly #target: ScrapeTarget;
  readonly #receiver: SampleReceiver;
  #settings: ScrapeSettings;
  #cancelNext: () => void;
  #ended = false;
  /** Series of the last scrape, which become stale when they do not come again. */
  #series = new Map<string, Labels>();
  #reported: readonly Labels[] = [];
  #state: Pick<LoopState, 'health' | 'lastError' | 'lastScrape' | 'durationMs'> = {
    health: 'unknown',
    lastError: '',
    lastScrape: undefined,
    durationMs: 0,
  };

  constructor(context: ComponentContext, target: ScrapeTarget, settings: ScrapeSettings, receiver: SampleReceiver) {
    this.#context = context;
    this.#target = target;
    this.#settings = settings;
    this.#receiver = receiver;
    this.#cancelNext = context.clock.after(this.#offset(), () => this.#tick());
  }

  /** Takes effect with the next scrape; another interval counts from now. */
  change(settings: ScrapeSettings): void {
    const isPaced = settings.intervalMs === this.#settings.intervalMs;
    this.#settings = settings;
    if (isPaced) return;
    this.#cancelNext();
    this.#cancelNext = this.#context.clock.after(this.#offset(), () => this.#tick());
  }

  /** Stops without a word, as when the component or the program ends. */
  cancel(): void {
    this.#ended = true;
    this.#cancelNext();
  }

  /** Stops because the target is gone: its series end after two intervals, in which another instance could take over. */
  end(): void {
    this.cancel();
    const wait = this.#settings.intervalMs * 2.1;
    this.#cancelNext = this.#context.clock.after(wait, () => {
      const now = this.#context.clock.now();
      this.#receiver.append([...this.#series.values(), ...this.#reported].map((labels) => staleMarker(labels, now)));
    });
  }

  state(): LoopState {
    return { job: this.#settings.jobName, url: this.#target.url, labels: this.#target.labels, ...this.#state };
  }

  /** Targets are spread over the interval by a hash, so that they do not all come at once. */
  #offset(): number {
    const spread = Math.min(this.#settings.intervalMs, this.#context.timing.scrapeSpreadMs);
    const hash = createHash('md5')
      .update(this.#target.url)
      .update(labelsKey(this.#target.labels))
      .digest()
      .readUInt32BE(0);
    return (hash / 0xffffffff) * spread;
  }

  #tick(): void {
    const begin = this.#context.clock.now();
    this.#cancelNext = this.#context.clock.after(this.#settings.intervalMs, () => this.#tick());
    void this.#scrape(begin);
  }

  async #scrape(begin: number): Promise<void> {
    const outcome = await this.#read();
    if (this.#ended) return;
    const durationMs = this.#context.clock.now() - begin;
    const isUp = 'samples' in outcome;
    const fresh = isUp ? outcome.samples.map((one) => this.#labelled(one, begin)) : [];
    const before = this.#series;
    this.#series = new Map(fresh.map((one) => [labelsKey(one.labels), one.labels]));
    const gone = [...before].filter(([key]) => !this.#series.has(key)).map(([, labels]) => staleMarker(labels, begin));
    const added = [...this.#series.keys()].filter((key) => !before.has(key)).length;
    this.#state = {
      health: isUp ? 'up' : 'down',
      lastError: isUp ? '' : outcome.error,
      lastScrape: timestamp(begin),
      durationMs,
    };
    this.#receiver.append([...fresh, ...gone, ...this.#report(begin, isUp, durationMs, fresh.length, added)]);
  }

  async #read(): Promise<{ readonly samples: readonly Exposed[] } | { readonly error: string }> {
    try {
      const text = await this.#fetch();
      const { samples, malformedLines } = parseExposition(text);
      if (malformedLines > 0) return { error: malformedText(text) };
      if (this.#settings.sampleLimit > 0 && samples.length > this.#settings.sampleLimit)
        return { error: 'sample limit exceeded' };
      return { samples };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }

  async #fetch(): Promise<string> {
    if (this.#target.address === this.#context.memoryAddress) {
      const page = this.#context.ownPage(this.#target.path);
      if (page?.status === 200) return page.text;
      throw new Error(
        `server returned HTTP status ${page ? page.status : 404} ${page?.status === 400 ? 'Bad Request' : 'Not Found'}`,
      );
    }
    const limit = new AbortController();
    const cancel = this.#context.clock.after(this.#settings.timeoutMs, () => limit.abort('deadline'));
    try {
      const answer = await sendRequest({
        method: 'GET',
        url: this.#target.url,
        headers: {
          Accept: 'text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
          'User-Agent': this.#context.sender.userAgent,
          'X-Prometheus-Scrape-Timeout-Seconds': String(this.#settings.timeoutMs / 1000),
          ...(await credentials(this.#settings.authentication)),
        },
        followRedirects: this.#settings.followRedirects,
        tls: { skipVerify: this.#settings.skipVerify },
        signal: limit.signal,
      });
      if (answer.status === 200) return answer.body.toString('utf8');
      throw new Error(`server returned HTTP status ${answer.status} ${answer.statusText}`);
    } finally {
      cancel();
    }
  }

  #labelled(exposed: Exposed, begin: number): Sample {
    const timestampMs = this.#settings.honorTimestamps ? (exposed.timestampMs ?? begin) : begin;
    const labels = mergeLabels(exposed, this.#target.labels, this.#settings.honorLabels);
    return { labels, value: exposed.value, timestampMs: Math.floor(timestampMs) };
  }

  #report(begin: number, isUp: boolean, durationMs: number, scraped: number, added: number): Sample[] {
    const values: [string, number][] = [
      ['up', isUp ? 1 : 0],
      ['scrape_duration_seconds', durationMs / 1000],
      ['scrape_samples_scraped', scraped],
      ['scrape_samples_post_metric_relabeling', scraped],
      ['scrape_series_added', added],
    ];
    if (this.#settings.extraMetrics) {
      values.push(['scrape_timeout_seconds', this.#settings.timeoutMs / 1000]);
      values.push(['scrape_sample_limit', this.#settings.sampleLimit]);
    }
    const samples = values.map(([name, value]) => ({
      labels: new Map([['__name__', name], ...this.#target.labels]),
      value,
      timestampMs: Math.floor(begin),
    }));
    this.#reported = samples.map((one) => one.labels);
    return samples;
  }
}

interface Exposed {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly timestampMs?: number;
}

/** Where both have a label the target's wins and the exposed one is renamed to `exported_…`, unless labels are honoured. */
export function mergeLabels(exposed: Pick<Exposed, 'name' | 'labels'>, target: Labels, honorLabels: boolean): Labels {
  const own = new Map(Object.entries(exposed.labels).filter(([, value]) => value !== ''));
  const result = new Map([...own, ['__name__', exposed.name] as const]);
  for (const [name, value] of target) {
    const taken = own.get(name);
    if (honorLabels && taken !== undefined) continue;
    result.set(name, value);
    if (taken === undefined) continue;
    let free = `exported_${name}`;
    while (result.has(free) || target.has(free)) free = `exported_${free}`;
    result.set(free, taken);
  }
  return result;
}

function staleMarker(labels: Labels, at: number): Sample {
  return { labels, value: Number.NaN, timestampMs: Math.floor(at), stale: true };
}

/** What Prometheus says of the first line that it cannot read. */
function malformedText(text: string): string {
  const line = text.split('\n').find((candidate) => parseExposition(candidate).malformedLines > 0) ?? '';
  const start = line.trimStart();
  if (!/^[a-zA-Z_:]/.test(start)) {
    const token = quote(start.charAt(0));
    return `expected a valid start token, got ${token} ("INVALID") while parsing: ${token}`;
  }
  const value = /\s(\S+)$/.exec(start)?.[1] ?? '';
  return `strconv.ParseFloat: parsing ${quote(value)}: invalid syntax while parsing: ${quote(start)}`;
}
