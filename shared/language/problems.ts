import type { Range, SourceText } from './text';

/** Stable names of everything that can be wrong with the text of a file. The message may carry more detail. */
export type ProblemCode =
  // What the scanner finds.
  | 'illegal-nul'
  | 'illegal-utf8'
  | 'illegal-byte-order-mark'
  | 'illegal-character'
  | 'single-quoted-string'
  | 'single-bar'
  | 'single-ampersand'
  | 'exponent-without-digits'
  | 'unterminated-string'
  | 'unterminated-comment'
  | 'unknown-escape'
  | 'unterminated-escape'
  | 'illegal-escape-digit'
  | 'illegal-code-point'
  // What the parser finds.
  | 'expected-identifier'
  | 'expected-label'
  | 'raw-label'
  | 'invalid-label'
  | 'expected-assignment-or-body'
  | 'expected-body'
  | 'dotted-attribute'
  | 'labelled-attribute'
  | 'expected-terminator'
  | 'expected-token'
  | 'expected-expression'
  | 'missing-comma-in-list'
  | 'missing-comma-in-object'
  | 'expected-field-name'
  | 'block-as-value'
  | 'too-deep';

/** One thing that is wrong, with the words Alloy has for it. Every problem keeps Alloy from accepting the file. */
export interface Problem extends Range {
  readonly code: ProblemCode;
  readonly message: string;
  /** Alloy states only the start of most problems. If true, it states the end as well, and `end` is that end. */
  readonly hasStatedEnd: boolean;
}

/**
 * A problem the way Alloy reports its position: `line:column` or `line:column-endLine:endColumn`, a tab, the message. Lines
 * and columns count from 1, columns count bytes of UTF-8, the end is the last byte that belongs to the problem.
 *
 * Source: grafana/alloy `syntax/diag/diag.go`.
 */
export function renderProblem(source: SourceText, problem: Problem): string {
  const start = source.bytePositionAt(problem.start);
  const place = `${start.line}:${start.column}`;
  if (!problem.hasStatedEnd) return `${place}\t${problem.message}`;
  const end = lastBytePosition(source, problem.end);
  return `${place}-${end.line}:${end.column}\t${problem.message}`;
}

function lastBytePosition(source: SourceText, end: number): { line: number; column: number } {
  const line = source.lineAt(Math.max(end - 1, 0));
  return { line, column: source.byteOffsetAt(end) - source.byteOffsetAt(source.lineStart(line)) };
}

const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** Whether Go prints a character as it is (`unicode.IsPrint`): letters, marks, numbers, punctuation, symbols, blank. */
export function isPrintable(character: string): boolean {
  return PRINTABLE.test(character);
}

/** A code point in Go's `%#U` form: `U+0040 '@'`, without the character where it cannot be printed. */
export function quoteCodePoint(point: number): string {
  const name = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  const character = String.fromCodePoint(point);
  return isPrintable(character) ? `${name} '${character}'` : name;
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
]);

/** The text of a source in Go's `%q` form: double quotes, Go's escapes, `\xff` for bytes that are no UTF-8. */
export function quoteSource(source: SourceText): string {
  let quoted = '';
  let offset = 0;
  for (const character of source.text) {
    const invalid = source.invalidBytes.get(offset);
    quoted += invalid === undefined ? quoteCharacter(character) : `\\x${hexadecimal(invalid, 2)}`;
    offset += character.length;
  }
  return `"${quoted}"`;
}

/** One character as Go's `strconv.Quote` writes it between double quotes. */
export function quoteCharacter(character: string): string {
  const short = SHORT_ESCAPES.get(character);
  if (short !== undefined) return short;
  if (isPrintable(character)) return character;
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x20 || point === 0x7f) return `\\x${hexadecimal(point, 2)}`;
  return point < 0x10000 ? `\\u${hexadecimal(point, 4)}` : `\\U${hexadecimal(point, 8)}`;
}

function hexadecimal(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
