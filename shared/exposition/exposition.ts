/**
 * The Prometheus text format as data (https://prometheus.io/docs/instrumenting/exposition_formats/). Lines that do not
 * fit the format are counted, not guessed at.
 */

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** May be NaN or infinite. */
  readonly value: number;
  /** Milliseconds since 1970, where the line has one. */
  readonly timestampMs?: number;
}

export interface Exposition {
  readonly samples: readonly Sample[];
  /** `counter`, `gauge`, … by family name. */
  readonly types: ReadonlyMap<string, string>;
  readonly malformedLines: number;
}

/** Reads a whole page. Linear in its length. */
export function parseExposition(text: string): Exposition {
  const samples: Sample[] = [];
  const types = new Map<string, string>();
  let malformedLines = 0;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '') continue;
    if (trimmed.startsWith('#')) {
      const type = /^#\s*TYPE\s+(\S+)\s+(\S+)$/.exec(trimmed);
      if (type?.[1] && type[2]) types.set(type[1], type[2]);
      continue;
    }
    const sample = parseSample(trimmed);
    if (sample) samples.push(sample);
    else malformedLines++;
  }
  return { samples, types, malformedLines };
}

/** Sample = Name [ "{" Labels "}" ] Value [ Timestamp ] */
function parseSample(line: string): Sample | undefined {
  const name = /^[A-Za-z_:][A-Za-z0-9_:]*/.exec(line)?.[0];
  if (name === undefined) return undefined;
  let rest = line.slice(name.length);
  let labels: Record<string, string> = {};
  if (rest.trimStart().startsWith('{')) {
    const open = rest.indexOf('{');
    const read = parseLabels(rest, open + 1);
    if (!read) return undefined;
    labels = read.labels;
    rest = rest.slice(read.end);
  }
  const [valueText, timestampText, ...more] = rest.trim().split(/\s+/);
  const value = parseValue(valueText ?? '');
  if (value === undefined || more.length > 0) return undefined;
  if (timestampText === undefined) return { name, labels, value };
  return /^-?\d+$/.test(timestampText) ? { name, labels, value, timestampMs: Number(timestampText) } : undefined;
}

/** Labels = [ Name "=" Quoted { "," Name "=" Quoted } [ "," ] ] "}" ; `end` is behind the brace. */
function parseLabels(text: string, start: number): { labels: Record<string, string>; end: number } | undefined {
  const labels: Record<string, string> = Object.create(null) as Record<string, string>;
  const pair = /\s*([A-Za-z_][A-Za-z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(,?)/y;
  let at = start;
  for (;;) {
    const close = /\s*\}/y;
    close.lastIndex = at;
    if (close.test(text)) return { labels, end: close.lastIndex };
    pair.lastIndex = at;
    const match = pair.exec(text);
    if (!match) return undefined;
    labels[match[1] ?? ''] = unescapeLabel(match[2] ?? '');
    at = pair.lastIndex;
    if (match[3] === '' && text[at] !== '}') return undefined;
  }
}

function unescapeLabel(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(.)/g, (whole, character: string) => {
    if (character === 'n') return '\n';
    return character === '\\' || character === '"' ? character : whole;
  });
}

function parseValue(text: string): number | undefined {
  if (text === 'NaN') return Number.NaN;
  const infinite = /^([+-]?)Inf$/i.exec(text);
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}
