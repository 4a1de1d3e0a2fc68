/**
 * The page of the Windows exporter: what was recorded from each collector, moved on in time. The values are simulated;
 * names, labels, types and help texts are the recorded ones.
 */
import { parseExposition, type Sample } from '../../../shared/exposition/exposition';
import pages from '../data/collector-pages.json' with { type: 'json' };
import { formatFloat } from '../go-text';
import { compileGoRegexp } from '../prometheus/go-regexp';
import type { WindowsArguments } from './windows-arguments';
import { wrapped } from './windows-collectors';

export interface PageTime {
  readonly hostName: string;
  readonly now: number;
  readonly startedAt: number;
}

const texts: Readonly<Record<string, string>> = pages;

/** The label whose value include and exclude of a collector's block decide on. */
const filterLabels: Readonly<Record<string, string>> = {
  service: 'name',
  process: 'process',
  logical_disk: 'volume',
  physical_disk: 'disk',
  net: 'nic',
  printer: 'printer',
  scheduled_task: 'task',
  smtp: 'site',
};

/** What the recorded machine called itself. */
const recordedHost = 'HOST';
const dayMs = 86_400_000;

/** The whole page for the enabled collectors. */
export function windowsPage(names: readonly string[], args: WindowsArguments, time: PageTime): string {
  const blocks = new Map<string, string>();
  for (const name of names) {
    for (const [family, text] of familiesOf(name, args, time)) blocks.set(family, text);
  }
  for (const [family, text] of ownFamilies(names)) blocks.set(family, text);
  return [...blocks.keys()]
    .sort()
    .map((family) => blocks.get(family) ?? '')
    .join('');
}

function* familiesOf(name: string, args: WindowsArguments, time: PageTime): Generator<readonly [string, string]> {
  const text = texts[name] ?? '';
  const isWanted = filterOf(name, args);
  for (const part of text.split(/^(?=# HELP )/m)) {
    const head = /^# HELP (\S+) [^\n]*\n# TYPE \S+ (\w+)\n/.exec(part);
    if (!head) continue;
    const [whole, family = '', type = ''] = head;
    const lines = parseExposition(part)
      .samples.filter(isWanted)
      .map((one) => `${one.name}${labelText(one, time)} ${formatFloat(movedOn(one, type, time))}`);
    if (lines.length > 0) yield [family, `${whole}${lines.join('\n')}\n`];
  }
}

function filterOf(name: string, args: WindowsArguments): (sample: Sample) => boolean {
  const label = filterLabels[name];
  const block = (args as Readonly<Record<string, unknown>>)[name] as { include?: string; exclude?: string } | undefined;
  const include = compileGoRegexp(wrapped(block?.include ?? '^.+$'));
  const exclude = compileGoRegexp(wrapped(block?.exclude ?? '^$'));
  if (label === undefined || !include.ok || !exclude.ok) return () => true;
  return ({ labels }) => {
    const value = labels[label];
    return value === undefined || (include.regexp.test(value) && !exclude.regexp.test(value));
  };
}

function labelText({ labels }: Sample, time: PageTime): string {
  const entries = Object.entries(labels);
  if (entries.length === 0) return '';
  const text = entries.map(([name, value]) => `${name}="${escaped(value === recordedHost ? time.hostName : value)}"`);
  return `{${text.join(',')}}`;
}

function escaped(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}

/** Share of a processor's time in each mode; together they make one second a second. */
const modeShares: Readonly<Record<string, number>> = {
  idle: 0.9,
  user: 0.06,
  privileged: 0.035,
  interrupt: 0.003,
  dpc: 0.002,
};

function movedOn(sample: Sample, type: string, { now, startedAt }: PageTime): number {
  const seconds = (now - startedAt) / 1000;
  if (sample.name === 'windows_time_current_timestamp_seconds') return now / 1000;
  if (sample.name === 'windows_system_boot_time_timestamp') return Math.floor((startedAt - 3 * dayMs) / 1000);
  if (sample.name === 'windows_service_process') return Math.floor((startedAt - dayMs) / 1000);
  if (type !== 'counter') return sample.value;
  if (sample.name === 'windows_cpu_time_total') {
    return rounded(sample.value + (modeShares[sample.labels['mode'] ?? ''] ?? 0) * (seconds + 259_200));
  }
  // As if the recorded value had been gathered in an hour.
  const moved = sample.value * (1 + seconds / 3600);
  return Number.isInteger(sample.value) ? Math.floor(moved) : rounded(moved);
}

function rounded(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}

/** What the exporter says of itself: one series a collector, always successful. */
function ownFamilies(names: readonly string[]): readonly (readonly [string, string])[] {
  const each = (family: string, value: (name: string) => number): string =>
    names.map((name) => `${family}{collector="${name}"} ${formatFloat(value(name))}\n`).join('');
  const prefix = 'windows_exporter_';
  const family = (name: string, help: string, body: string): readonly [string, string] => [
    prefix + name,
    `# HELP ${prefix}${name} ${help}\n# TYPE ${prefix}${name} gauge\n${body}`,
  ];
  const build =
    'branch="",goarch="amd64",goos="windows",goversion="go1.26.8",revision="unknown",tags="unknown",version="v1.18.1"';
  const own = [
    family(
      'build_info',
      "A metric with a constant '1' value labeled by version, revision, branch, goversion from which windows_exporter was built, and the goos and goarch for the build.",
      `${prefix}build_info{${build}} 1\n`,
    ),
    family(
      'scrape_duration_seconds',
      'windows_exporter: Total scrape duration.',
      `${prefix}scrape_duration_seconds 0.0419433\n`,
    ),
  ];
  if (names.length === 0) return [];
  return [
    ...own,
    family(
      'collector_duration_seconds',
      'windows_exporter: Duration of a collection.',
      each(`${prefix}collector_duration_seconds`, durationOf),
    ),
    family(
      'collector_success',
      'windows_exporter: Whether the collector was successful.',
      each(`${prefix}collector_success`, () => 1),
    ),
    family(
      'collector_timeout',
      'windows_exporter: Whether the collector timed out.',
      each(`${prefix}collector_timeout`, () => 0),
    ),
  ];
}

/** Larger pages take longer; the figures are of the recorded size. */
function durationOf(name: string): number {
  return rounded(0.001 + (texts[name] ?? '').length / 1e6);
}
