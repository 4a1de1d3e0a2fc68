import { describe, expect, it } from 'vitest';
import { decodeString, parseNumber } from '../../../shared/language/values';

describe('a string literal', () => {
  it.each([
    ['""', ''],
    ['"a b"', 'a b'],
    [String.raw`"\a\b\f\n\r\t\v\\\""`, '\u0007\b\f\n\r\t\v\\"'],
    [String.raw`"C:\new\temp"`, 'C:\new\temp'],
    [String.raw`"\101\x41\u0041\U00000041"`, 'AAAA'],
    [String.raw`"\U0001f600"`, '😀'],
    [String.raw`"\xc3\xa9 \303\251"`, 'é é'],
    ['`a\\n"b`', 'a\\n"b'],
    ['`a\r\nb\r`', 'a\nb'],
  ])('%s has the value %j', (literal, text) => {
    expect(decodeString(literal)).toEqual({ text, isText: true });
  });

  it.each([
    [String.raw`"a\xffb"`, 'a\ufffdb'],
    [String.raw`"\377"`, '\ufffd'],
    [String.raw`"é\xc3"`, 'é\ufffd'],
  ])('%s holds bytes that are no text', (literal, text) => {
    expect(decodeString(literal)).toEqual({ text, isText: false });
  });

  it.each([
    '"',
    '"a',
    'a',
    "'a'",
    '`a',
    '"a"b"',
    String.raw`"\q"`,
    String.raw`"\'"`,
    String.raw`"\0"`,
    String.raw`"\400"`,
    String.raw`"\x4"`,
    String.raw`"\ud800"`,
    String.raw`"\U00110000"`,
    String.raw`"\"`,
    '"a\nb"',
    '`a`b`',
  ])('%j has no value', (literal) => {
    expect(decodeString(literal)).toBeUndefined();
  });
});

describe('a number literal', () => {
  it.each([
    ['0', { kind: 'integer', value: 0n }],
    ['42', { kind: 'integer', value: 42n }],
    ['010', { kind: 'integer', value: 8n }],
    ['089', { kind: 'float', value: 89 }],
    ['9223372036854775807', { kind: 'integer', value: 9223372036854775807n }],
    ['9223372036854775808', { kind: 'unsigned', value: 9223372036854775808n }],
    ['18446744073709551616', { kind: 'float', value: 18446744073709551616 }],
    ['1.', { kind: 'float', value: 1 }],
    ['.5', { kind: 'float', value: 0.5 }],
    ['1.e3', { kind: 'float', value: 1000 }],
    ['1E+5', { kind: 'float', value: 100_000 }],
  ])('%s has the value %o', (literal, value) => {
    expect(parseNumber(literal)).toEqual(value);
  });

  it.each(['', '.', '1e', '1e+', '1e999', '0x1F', '-1', '1_000', 'a'])('%j has no value', (literal) => {
    expect(parseNumber(literal)).toBeUndefined();
  });
});
