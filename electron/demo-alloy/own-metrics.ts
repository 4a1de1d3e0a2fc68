/** Alloy's metrics about itself: who has figures gives samples, this file turns them into the page. */
import { formatFloat } from './go-text';
import families from './data/own-families.json' with { type: 'json' };

export interface OwnSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export function sample(name: string, value: number, labels: Readonly<Record<string, string>> = {}): OwnSample {
  return { name, labels, value };
}

/** A histogram with nothing but its last bucket, its sum and its count. */
export function histogram(
  name: string,
  sum: number,
  count: number,
  labels: Readonly<Record<string, string>>,
): OwnSample[] {
  return [
    sample(`${name}_bucket`, count, { ...labels, le: '+Inf' }),
    sample(`${name}_sum`, sum, labels),
    sample(`${name}_count`, count, labels),
  ];
}

const known: Readonly<Record<string, { readonly type: string; readonly help: string }>> = families;

/** The page of `/metrics`: families by name, series by their labels. */
export function metricsPage(samples: readonly OwnSample[]): string {
  const byFamily = new Map<string, string[]>();
  for (const one of samples) {
    const family = familyOf(one.name);
    const lines = byFamily.get(family) ?? [];
    lines.push(`${one.name}${labelText(one.labels)} ${formatFloat(one.value)}`);
    byFamily.set(family, lines);
  }
  const names = [...byFamily.keys()].sort();
  return names.map((name) => `${headOf(name)}${(byFamily.get(name) ?? []).join('\n')}\n`).join('');
}

function familyOf(name: string): string {
  if (known[name]) return name;
  const base = name.replace(/_(?:bucket|sum|count)$/, '');
  return known[base] ? base : name;
}

function headOf(family: string): string {
  const facts = known[family];
  return facts ? `# HELP ${family} ${facts.help}\n# TYPE ${family} ${facts.type}\n` : `# TYPE ${family} untyped\n`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  // Sorted, with the bound of a bucket behind all others.
  const entries = Object.entries(labels).sort(([a], [b]) => (b === 'le' || (a !== 'le' && a < b) ? -1 : 1));
  if (entries.length === 0) return '';
  return `{${entries.map(([name, value]) => `${name}="${escaped(value)}"`).join(',')}}`;
}

function escaped(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}
