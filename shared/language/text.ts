/** A half-open stretch of a text in UTF-16 units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Line and column, both counted from 1. What a column counts (UTF-16 units or bytes) is said by whoever returns it. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const REPLACEMENT = '\ufffd';

/** Every so many units the number of bytes so far is kept, so that no conversion reads more than this. */
const UNITS_PER_MARK = 512;

const NO_INVALID_BYTES: ReadonlyMap<number, number> = new Map();

/**
 * The text of one file with its lines. Offsets are UTF-16 units, as everywhere in this room. Alloy counts bytes of UTF-8;
 * only this class converts. Lines end at LF alone, so a CR is an ordinary character at the end of its line.
 *
 * Source of the rules: grafana/alloy `syntax/token/file.go`, `syntax/scanner/scanner.go`.
 */
export class SourceText {
  readonly #lineStarts: readonly number[];
  #byteMarks: readonly number[] | undefined;

  /**
   * @param text the whole text, a leading byte order mark included.
   * @param invalidBytes offsets where `text` has U+FFFD in place of one byte that is not valid UTF-8, with that byte.
   */
  constructor(
    readonly text: string,
    readonly invalidBytes: ReadonlyMap<number, number> = NO_INVALID_BYTES,
  ) {
    this.#lineStarts = lineStartsOf(text);
  }

  get length(): number {
    return this.text.length;
  }

  get lineCount(): number {
    return this.#lineStarts.length;
  }

  /** The line an offset lies in, from 1. An LF belongs to the line it ends. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.startAt(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** The offset of the first character of a line; lines outside the text are moved to its first or last. */
  lineStart(line: number): number {
    return this.startAt(Math.min(Math.max(line, 1), this.lineCount) - 1);
  }

  /** Line and column as editors count: the column in UTF-16 units. */
  positionAt(offset: number): Position {
    const line = this.lineAt(offset);
    return { line, column: offset - this.lineStart(line) + 1 };
  }

  /** Line and column as Alloy reports them: the column in bytes of UTF-8. */
  bytePositionAt(offset: number): Position {
    const line = this.lineAt(offset);
    return { line, column: this.byteOffsetAt(offset) - this.byteOffsetAt(this.lineStart(line)) + 1 };
  }

  /** The offset of a position counted in UTF-16 units, kept within the line and its LF. */
  offsetAt(position: Position): number {
    const start = this.lineStart(position.line);
    return Math.min(start + Math.max(position.column - 1, 0), this.lineLimit(position.line));
  }

  /** The offset of a position as Alloy reports it. A column inside a character gives the offset of that character. */
  offsetAtBytes(position: Position): number {
    const start = this.lineStart(position.line);
    const limit = this.lineLimit(position.line);
    return Math.min(this.offsetOfByte(this.byteOffsetAt(start) + Math.max(position.column - 1, 0)), limit);
  }

  /** How many bytes of UTF-8 stand before an offset. */
  byteOffsetAt(offset: number): number {
    const marks = (this.#byteMarks ??= this.measureBytes());
    const mark = Math.floor(offset / UNITS_PER_MARK);
    let bytes = marks[mark] ?? 0;
    for (let at = mark * UNITS_PER_MARK; at < offset; at += 1) bytes += this.unitBytes(at);
    return bytes;
  }

  /** The offset of the character that holds a byte; the length of the text if the byte lies behind it. */
  offsetOfByte(byte: number): number {
    const marks = (this.#byteMarks ??= this.measureBytes());
    let low = 0;
    let high = marks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((marks[middle] ?? 0) <= byte) low = middle;
      else high = middle - 1;
    }
    let offset = low * UNITS_PER_MARK;
    let bytes = marks[low] ?? 0;
    while (offset < this.length) {
      const width = this.unitBytes(offset);
      if (bytes + width > byte) break;
      bytes += width;
      offset += 1;
    }
    return offset;
  }

  /** The bytes of a stretch as they stand in the file. */
  bytesOf(range: Range): Uint8Array {
    const bytes: number[] = [];
    for (let at = range.start; at < range.end; at += 1) {
      const invalid = this.invalidBytes.get(at);
      if (invalid !== undefined) {
        bytes.push(invalid);
        continue;
      }
      const point = codePointOf(this.text, at);
      if (point > 0xffff) at += 1;
      pushUtf8(bytes, point);
    }
    return Uint8Array.from(bytes);
  }

  private startAt(index: number): number {
    return this.#lineStarts[index] ?? 0;
  }

  private lineLimit(line: number): number {
    return line < this.lineCount ? this.lineStart(line + 1) - 1 : this.length;
  }

  private measureBytes(): number[] {
    const marks = [0];
    let bytes = 0;
    for (let at = 0; at < this.length; at += 1) {
      bytes += this.unitBytes(at);
      if ((at + 1) % UNITS_PER_MARK === 0) marks.push(bytes);
    }
    return marks;
  }

  /** Bytes of one UTF-16 unit. A surrogate pair counts its four at the first half; a lone half counts as U+FFFD. */
  private unitBytes(offset: number): number {
    const unit = this.text.charCodeAt(offset);
    if (unit < 0x80) return 1;
    if (unit < 0x800) return 2;
    if (isLowSurrogate(unit) && offset > 0 && isHighSurrogate(this.text.charCodeAt(offset - 1))) return 0;
    if (isHighSurrogate(unit) && isLowSurrogate(this.text.charCodeAt(offset + 1))) return 4;
    return this.invalidBytes.has(offset) ? 1 : 3;
  }
}

/** A text that is already decoded. Lone surrogates count as U+FFFD, which is what writing them to a file gives. */
export function sourceOf(text: string): SourceText {
  return new SourceText(text);
}

/**
 * Decodes the bytes of a file as Alloy does: a byte that does not belong to valid UTF-8 stands alone, becomes one U+FFFD
 * and is remembered. Nothing is lost: `encodeSource` gives the same bytes back. A byte order mark stays in the text.
 */
export function decodeSource(bytes: Uint8Array): SourceText {
  const invalidBytes = new Map<number, number>();
  const pieces: string[] = [];
  let length = 0;
  let at = 0;
  while (at < bytes.length) {
    const decoded = decodeCharacter(bytes, at);
    if (decoded === undefined) invalidBytes.set(length, bytes[at] ?? 0);
    const piece = decoded === undefined ? REPLACEMENT : String.fromCodePoint(decoded.point);
    pieces.push(piece);
    length += piece.length;
    at += decoded?.width ?? 1;
  }
  return new SourceText(pieces.join(''), invalidBytes);
}

/** The bytes of a file: UTF-8, except where the source remembers a byte that is none. */
export function encodeSource(source: SourceText): Uint8Array {
  return source.bytesOf({ start: 0, end: source.length });
}

/** The code point at an offset; a lone surrogate is read as U+FFFD. */
export function codePointOf(text: string, offset: number): number {
  const point = text.codePointAt(offset) ?? 0xfffd;
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** The character that starts at a byte, or undefined if no valid one does. Overlong forms and surrogates are not valid. */
function decodeCharacter(bytes: Uint8Array, at: number): { point: number; width: number } | undefined {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { point: first, width: 1 };
  const width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return undefined;
  let point = first & (0xff >> (width + 1));
  for (let index = 1; index < width; index += 1) {
    const next = bytes[at + index] ?? 0;
    if ((next & 0xc0) !== 0x80) return undefined;
    point = (point << 6) | (next & 0x3f);
  }
  const isOverlong = (width === 3 && point < 0x800) || (width === 4 && point < 0x10000);
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return isOverlong || isSurrogate || point > 0x10ffff ? undefined : { point, width };
}

function pushUtf8(bytes: number[], point: number): void {
  if (point < 0x80) bytes.push(point);
  else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point));
  else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point));
  else bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point));
}

function tail(bits: number): number {
  return 0x80 | (bits & 0x3f);
}
