import { describe, expect, it } from 'vitest';
import { decodeSource, encodeSource, sourceOf } from '../../../shared/language/text';

describe('positions', () => {
  const source = sourceOf('é=1\r\n😀 x\n');

  it.each([
    [0, { line: 1, column: 1 }, { line: 1, column: 1 }],
    [1, { line: 1, column: 2 }, { line: 1, column: 3 }],
    [4, { line: 1, column: 5 }, { line: 1, column: 6 }],
    [5, { line: 2, column: 1 }, { line: 2, column: 1 }],
    [8, { line: 2, column: 4 }, { line: 2, column: 6 }],
    [10, { line: 3, column: 1 }, { line: 3, column: 1 }],
  ])('of offset %d count units for editors and bytes for Alloy, there and back', (offset, units, bytes) => {
    expect(source.positionAt(offset)).toEqual(units);
    expect(source.bytePositionAt(offset)).toEqual(bytes);
    expect(source.offsetAt(units)).toBe(offset);
    expect(source.offsetAtBytes(bytes)).toBe(offset);
  });

  it('beyond a line or the text are moved to its end', () => {
    expect(source.offsetAt({ line: 1, column: 99 })).toBe(4);
    expect(source.offsetAtBytes({ line: 1, column: 99 })).toBe(4);
    expect(source.offsetAt({ line: 99, column: 1 })).toBe(source.length);
  });

  it('inside of a character in bytes give the offset of that character', () => {
    expect(source.offsetAtBytes({ line: 2, column: 3 })).toBe(5);
  });

  it('far into a long line are those of a short one', () => {
    const long = sourceOf(`${'aé😀'.repeat(5000)}x`);
    expect(long.byteOffsetAt(long.length - 1)).toBe(35_000);
    expect(long.offsetOfByte(35_000)).toBe(long.length - 1);
  });

  it('only LF ends a line', () => {
    expect(sourceOf('a\rb\u2028c\u0085d\n').lineCount).toBe(2);
  });
});

describe('bytes', () => {
  it.each([
    ['ASCII', [0x61, 0x0a]],
    ['a byte order mark', [0xef, 0xbb, 0xbf, 0x61]],
    ['two, three and four bytes', [0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80]],
    ['a cut character', [0xe2, 0x82]],
    ['an overlong form', [0xc0, 0xaf, 0xe0, 0x80, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a code point beyond the last', [0xf4, 0x90, 0x80, 0x80]],
    ['the replacement character itself', [0xef, 0xbf, 0xbd]],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00]],
    ['Windows-1252', [0x67, 0x72, 0xf6, 0xdf, 0x65]],
  ])('with %s come back unchanged', (_name, bytes) => {
    expect(Array.from(encodeSource(decodeSource(Uint8Array.from(bytes))))).toEqual(bytes);
  });

  it('are read as a decoder reads them, one U+FFFD for each that is none of UTF-8', () => {
    const source = decodeSource(Uint8Array.from([0x61, 0xe2, 0x82, 0x62, 0xef, 0xbf, 0xbd]));
    expect(source.text).toBe('a\ufffd\ufffdb\ufffd');
    expect([...source.invalidBytes]).toEqual([
      [1, 0xe2],
      [2, 0x82],
    ]);
    expect(source.byteOffsetAt(4)).toBe(4);
  });

  it('of a lone surrogate are those of U+FFFD', () => {
    const source = sourceOf('a\ud800b');
    expect(Array.from(encodeSource(source))).toEqual([0x61, 0xef, 0xbf, 0xbd, 0x62]);
    expect(source.byteOffsetAt(2)).toBe(4);
  });
});
