/**
 * The only way in which user text enters a file: every value is written as a literal that Alloy reads back unchanged.
 * Escapes are those of grafana/alloy v1.18.1, `syntax/scanner/scanner.go`.
 */
import { isIdentifier } from './scanner';

const shortEscapes: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** What cannot stand in a literal as it is: control characters, the byte order mark, the quote and the back-slash. */
// oxlint-disable-next-line no-control-regex -- control characters are what has to be found
const special = /[\u0000-\u001f\u007f-\u009f\ufeff"\\]/g;

/**
 * An interpreted string. Everything a person can type arrives in Alloy as typed; half of a surrogate pair, which UTF-8
 * cannot hold, becomes U+FFFD.
 */
export function writeString(text: string): string {
  return `"${text.toWellFormed().replace(special, escapeOf)}"`;
}

function escapeOf(character: string): string {
  return shortEscapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

export function writeBool(value: boolean): string {
  return value ? 'true' : 'false';
}

/** An integer or a finite fraction. Throws a RangeError for everything that the language has no literal for. */
export function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`no literal for ${value}`);
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(0).replace(/^-0$/, '0') : String(value);
}

/** `[a, b]` of literals that were written before. */
export function writeList(literals: readonly string[]): string {
  return `[${literals.join(', ')}]`;
}

/** Why the language cannot say a text in this place. */
export type LiteralProblem = 'empty' | 'not-an-identifier' | 'needs-escape' | 'not-unicode';

export type WrittenLiteral =
  { readonly ok: true; readonly literal: string } | { readonly ok: false; readonly problem: LiteralProblem };

/**
 * The key of an object: bare where it is an identifier, quoted otherwise. Alloy takes the text between the quotes as it
 * stands, so a key that would need an escape cannot be written; nor can the empty key, or half of a surrogate pair.
 */
export function writeObjectKey(key: string): WrittenLiteral {
  if (key === '') return { ok: false, problem: 'empty' };
  if (isIdentifier(key)) return { ok: true, literal: key };
  if (!key.isWellFormed()) return { ok: false, problem: 'not-unicode' };
  return key.search(special) === -1 ? { ok: true, literal: `"${key}"` } : { ok: false, problem: 'needs-escape' };
}

/** The label of a block, quotes included; Alloy refuses a text that is not an identifier. */
export function writeLabel(label: string): WrittenLiteral {
  if (label === '') return { ok: false, problem: 'empty' };
  return isIdentifier(label) ? { ok: true, literal: `"${label}"` } : { ok: false, problem: 'not-an-identifier' };
}
