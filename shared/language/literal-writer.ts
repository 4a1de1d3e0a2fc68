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

/**
 * The key of an object: bare where it is an identifier, quoted otherwise. Undefined for a key that would need an escape:
 * Alloy takes the text between the quotes as it stands, so such a key cannot be written. The empty key cannot either.
 */
export function writeObjectKey(key: string): string | undefined {
  if (isIdentifier(key)) return key;
  special.lastIndex = 0;
  if (key === '' || special.test(key) || !key.isWellFormed()) return undefined;
  return `"${key}"`;
}

/** The label of a block, quotes included; undefined for a text that is not an identifier, which Alloy refuses. */
export function writeLabel(label: string): string | undefined {
  return isIdentifier(label) ? `"${label}"` : undefined;
}
