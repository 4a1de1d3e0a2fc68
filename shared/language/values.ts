import { decodeSource, encodeSource, sourceOf } from './text';

/** The value of a string literal. */
export interface StringValue {
  /** The characters; every byte that is no UTF-8 is read as U+FFFD. */
  readonly text: string;
  /** False if `\x` or octal escapes made bytes that are no UTF-8. Alloy would carry those bytes, not this text. */
  readonly isText: boolean;
}

/** A number as Alloy holds it: a signed 64-bit integer if it fits, else an unsigned one, else a float. */
export type NumberValue =
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'unsigned'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number };

const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
  ['"', '"'],
]);

const ESCAPE = /\\(?:([abfnrtv\\"])|([0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;
const PLAIN = /[^"\\\n]+/y;

/**
 * The value of a string literal given with its quotes, as Go's `strconv.Unquote` decodes it: escapes in double quotes, none
 * in backticks, where every CR is dropped. Undefined if the literal is malformed.
 */
export function decodeString(literal: string): StringValue | undefined {
  const quote = literal.charAt(0);
  if (literal.length < 2 || !literal.endsWith(quote)) return undefined;
  const inner = literal.slice(1, -1);
  if (quote === '`') return inner.includes('`') ? undefined : { text: inner.replaceAll('\r', ''), isText: true };
  if (quote !== '"') return undefined;
  return decodeEscapes(inner);
}

/**
 * The value of a NUMBER or FLOAT literal. A NUMBER with a leading zero is octal where its digits allow (`010` is 8) and a
 * float otherwise (`089` is 89). Undefined if it is malformed (`1e`) or too large for a float (`1e999`).
 *
 * Source: grafana/alloy `syntax/vm/constant.go`.
 */
export function parseNumber(literal: string): NumberValue | undefined {
  return parseInteger(literal) ?? parseDecimal(literal);
}

/** A stretch of text, or one byte above 0x7f, which may be a part of a character. */
type Piece = string | number;

function decodeEscapes(inner: string): StringValue | undefined {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < inner.length) {
    const found = decodePiece(inner, at);
    if (found === undefined) return undefined;
    pieces.push(found.piece);
    at = found.next;
  }
  return joinPieces(pieces);
}

function decodePiece(inner: string, at: number): { piece: Piece; next: number } | undefined {
  PLAIN.lastIndex = at;
  const plain = PLAIN.exec(inner);
  if (plain !== null) return { piece: plain[0], next: PLAIN.lastIndex };
  ESCAPE.lastIndex = at;
  const escape = ESCAPE.exec(inner);
  const piece = escape === null ? undefined : escapedPiece(escape);
  return piece === undefined ? undefined : { piece, next: ESCAPE.lastIndex };
}

function escapedPiece([, simple, octal, byte, short, long]: readonly (string | undefined)[]): Piece | undefined {
  if (simple !== undefined) return SIMPLE_ESCAPES.get(simple);
  if (octal !== undefined) return byteOf(Number.parseInt(octal, 8));
  if (byte !== undefined) return byteOf(Number.parseInt(byte, 16));
  return characterOf(Number.parseInt(short ?? long ?? '', 16));
}

function byteOf(value: number): Piece | undefined {
  if (value > 0xff) return undefined;
  return value < 0x80 ? String.fromCharCode(value) : value;
}

function characterOf(point: number): Piece | undefined {
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return isSurrogate || point > 0x10ffff ? undefined : String.fromCodePoint(point);
}

function joinPieces(pieces: readonly Piece[]): StringValue {
  if (pieces.every((piece) => typeof piece === 'string')) return { text: pieces.join('').toWellFormed(), isText: true };
  const bytes = pieces.flatMap((piece) => (typeof piece === 'string' ? bytesOf(piece) : [piece]));
  const decoded = decodeSource(Uint8Array.from(bytes));
  return { text: decoded.text, isText: decoded.invalidBytes.size === 0 };
}

function bytesOf(text: string): number[] {
  return Array.from(encodeSource(sourceOf(text)));
}

const LARGEST_SIGNED = 2n ** 63n - 1n;
const LARGEST_UNSIGNED = 2n ** 64n - 1n;

function parseInteger(literal: string): NumberValue | undefined {
  if (!/^(?:0[0-7]*|[1-9][0-9]*)$/.test(literal)) return undefined;
  const isOctal = literal.length > 1 && literal.startsWith('0');
  const value = BigInt(isOctal ? `0o${literal.slice(1)}` : literal);
  if (value <= LARGEST_SIGNED) return { kind: 'integer', value };
  return value <= LARGEST_UNSIGNED ? { kind: 'unsigned', value } : undefined;
}

function parseDecimal(literal: string): NumberValue | undefined {
  if (!/^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(literal)) return undefined;
  const value = Number(literal);
  return Number.isFinite(value) ? { kind: 'float', value } : undefined;
}
