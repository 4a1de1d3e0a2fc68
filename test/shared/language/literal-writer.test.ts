import { describe, expect, it } from 'vitest';
import {
  writeBool,
  writeLabel,
  writeList,
  writeNumber,
  writeObjectKey,
  writeString,
} from '../../../shared/language/literal-writer';
import { parse } from '../../../shared/language/parser';
import { decodeString, parseNumber } from '../../../shared/language/values';
import { fileOf } from '../../../shared/language/views';

/** The value that Alloy reads from `a = <literal>`, by way of a whole file. */
function readBack(literal: string): string | undefined {
  const { tree, problems } = parse(`a = ${literal}\n`);
  expect(problems).toEqual([]);
  const [statement] = fileOf(tree).statements;
  if (statement?.kind !== 'attribute' || statement.value.kind !== 'literal') return undefined;
  return decodeString(statement.value.text)?.text;
}

describe('a text', () => {
  it.each([
    ['nothing', ''],
    ['quotes of every kind', `"'\`“”‘’«»`],
    ['back-slashes', 'C:\\Program Files\\new\\temp\\'],
    ['an escape that is none', '\\n \\x41 \\u0041'],
    ['line ends', 'a\nb\r\nc\rd\u2028e\u2029f\u0085g'],
    ['control characters', Array.from({ length: 33 }, (_, code) => String.fromCharCode(code)).join('') + '\u007f'],
    ['what looks like an expression', '${env("PATH")} $1 $(calc) %PATH% {{ x }} /* */ // }'],
    ['letters of many languages', 'äöü ß é 日本語 العربية עברית ไทย'],
    ['emoji', '😀👩‍👩‍👧‍👦🏳️‍🌈'],
    ['marks of direction', '\u202eabc\u202c\u200f'],
    ['a byte order mark', '\ufeffa\ufeff'],
    ['a megabyte', 'x"\\\n😀'.repeat(200_000)],
  ])('with %s arrives as typed', (_name, text) => {
    expect(readBack(writeString(text))).toBe(text);
  });

  it('with half a pair arrives with U+FFFD in its place', () => {
    expect(readBack(writeString('a\ud83db'))).toBe('a\ufffdb');
  });

  it('of any characters arrives as typed', () => {
    let seed = 42;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    for (let round = 0; round < 2_000; round++) {
      const points = Array.from({ length: random(12) }, () => (random(3) === 0 ? random(0x110000) : random(0x80)));
      const text = String.fromCodePoint(...points).toWellFormed();
      expect(decodeString(writeString(text))?.text).toBe(text);
    }
  });

  it('stays on one line', () => {
    expect(writeString('a\nb\r\n')).toBe('"a\\nb\\r\\n"');
  });
});

describe('other values', () => {
  it.each([0, -0, 7, -7, 1.5, 1e-7, 123_456_789_012, 1e20])('the number %d is read back', (value) => {
    const literal = writeNumber(value);
    expect(Number(literal)).toBe(value === 0 ? 0 : value);
    expect(parseNumber(literal.replace('-', ''))).toBeDefined();
  });

  it.each([Number.NaN, Infinity, -Infinity])('there is no literal for %d', (value) => {
    expect(() => writeNumber(value)).toThrow(RangeError);
  });

  it('lists and truth values are written as Alloy formats them', () => {
    expect(writeList([writeString('a'), writeBool(true), writeBool(false)])).toBe('["a", true, false]');
  });
});

describe('a key of an object', () => {
  it.each([
    ['job', 'job'],
    ['__path__', '__path__'],
    ['a-b', '"a-b"'],
    ['true', '"true"'],
    ['größe', 'größe'],
    ['with blank', '"with blank"'],
  ])('%s is written %s', (key, literal) => {
    expect(writeObjectKey(key)).toEqual({ ok: true, literal });
  });

  it.each([
    ['', 'empty'],
    ['a"b', 'needs-escape'],
    ['a\\b', 'needs-escape'],
    ['a\nb', 'needs-escape'],
    ['\ufeff', 'needs-escape'],
    ['a\ud83d', 'not-unicode'],
  ])('%j cannot be written, and why: %s', (key, problem) => {
    expect(writeObjectKey(key)).toEqual({ ok: false, problem });
  });
});

describe('a label', () => {
  it('is quoted', () => {
    expect(writeLabel('central_1')).toEqual({ ok: true, literal: '"central_1"' });
  });
  it.each(['a-b', '1x', 'a b', 'true', 'a"', 'a\n'])('is not made from %j', (label) => {
    expect(writeLabel(label)).toEqual({ ok: false, problem: 'not-an-identifier' });
  });
  it('is not made from nothing', () => {
    expect(writeLabel('')).toEqual({ ok: false, problem: 'empty' });
  });
});
