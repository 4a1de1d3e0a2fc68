/** How Go writes and reads what the real program takes from its standard library: quoted text, durations, floats, times. */

const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** `%q` of Go: double quotes, with escapes for quotes, back-slashes and what cannot be printed. */
export function quote(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    '\x07': '\\a',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\v': '\\v',
    '"': '\\"',
    '\\': '\\\\',
  };
  let out = '"';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const escape = escapes[character];
    if (escape !== undefined) out += escape;
    else if (code < 0x20 || code === 0x7f) out += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (code === 0xfeff) out += '\\ufeff';
    else out += character;
  }
  return `${out}"`;
}

export type DurationReading =
  { readonly ok: true; readonly ms: number } | { readonly ok: false; readonly message: string };

/** Reads `1h30m`, `1.5s` … as `time.ParseDuration` does, with its messages. */
export function parseDuration(text: string): DurationReading {
  const invalid = (): DurationReading => ({ ok: false, message: `time: invalid duration ${quote(text)}` });
  let rest = text;
  const sign = rest.startsWith('-') ? -1 : 1;
  if (/^[+-]/.test(rest)) rest = rest.slice(1);
  if (rest === '0') return { ok: true, ms: 0 };
  if (rest === '') return invalid();
  let ms = 0;
  while (rest !== '') {
    const number = /^(?:\d+(?:\.\d*)?|\.\d+)/.exec(rest)?.[0];
    if (number === undefined) return invalid();
    rest = rest.slice(number.length);
    const unit = /^[^\d.]*/.exec(rest)?.[0] ?? '';
    if (unit === '') return { ok: false, message: `time: missing unit in duration ${quote(text)}` };
    const factor = unitMs[unit];
    if (factor === undefined) {
      return { ok: false, message: `time: unknown unit ${quote(unit)} in duration ${quote(text)}` };
    }
    rest = rest.slice(unit.length);
    ms += Number(number) * factor;
  }
  return { ok: true, ms: sign * ms };
}

/** `time.Duration.String()`: `1m30s`, `250ms`, `6h0m0s`, `0s`. */
export function formatDuration(ms: number): string {
  const ns = Math.round(Math.abs(ms) * 1e6);
  const sign = ms < 0 ? '-' : '';
  if (ns === 0) return '0s';
  if (ns < 1000) return `${sign}${ns}ns`;
  if (ns < 1e6) return `${sign}${trimmed(ns, 1000)}µs`;
  if (ns < 1e9) return `${sign}${trimmed(ns, 1e6)}ms`;
  const minutesAll = Math.floor(ns / 60e9);
  const seconds = `${trimmed(ns - minutesAll * 60e9, 1e9)}s`;
  if (minutesAll === 0) return sign + seconds;
  const hours = Math.floor(minutesAll / 60);
  return sign + (hours > 0 ? `${hours}h` : '') + `${minutesAll % 60}m${seconds}`;
}

function trimmed(ns: number, unit: number): string {
  const whole = Math.floor(ns / unit);
  const digits = Math.round(Math.log10(unit));
  const fraction = String(ns - whole * unit)
    .padStart(digits, '0')
    .replace(/0+$/, '');
  return fraction === '' ? String(whole) : `${whole}.${fraction}`;
}

/** `strconv.FormatFloat(v, 'g', -1, 64)`: the shortest text, with an exponent from 1e+06 on and below 1e-04. */
export function formatFloat(value: number, exponentFrom = 6): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '0', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < exponentFrom) return plainDecimal(mantissa, exponent);
  const size = Math.abs(exponent);
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${size < 10 ? '0' : ''}${size}`;
}

/** Decimal text without exponent, as `%v` of a number below 1e21. */
export function plainNumber(value: number): string {
  return formatFloat(value, 21);
}

function plainDecimal(mantissa: string, exponent: number): string {
  const negative = mantissa.startsWith('-');
  const digits = mantissa.replace('-', '').replace('.', '');
  let text: string;
  if (exponent < 0) text = `0.${'0'.repeat(-exponent - 1)}${digits}`;
  else if (digits.length <= exponent + 1) text = digits.padEnd(exponent + 1, '0');
  else text = `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
  return (negative ? '-' : '') + text;
}

/** `time.RFC3339Nano` in UTC; the last digits come from the fraction of the millisecond. */
export function timestamp(ms: number): string {
  const whole = Math.floor(ms);
  const nanos = Math.round((ms - whole) * 1e6);
  const base = new Date(whole).toISOString();
  const fraction = (base.slice(20, 23) + String(nanos).padStart(6, '0')).replace(/0+$/, '');
  return `${base.slice(0, 19)}${fraction === '' ? '' : `.${fraction}`}Z`;
}

/** A time that was never set. */
export const zeroTime = '0001-01-01T00:00:00Z';
