import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { compileGoRegexp } from '../../../../electron/demo-alloy/prometheus/go-regexp';
import { relabel, type RelabelRule } from '../../../../electron/demo-alloy/prometheus/relabel';

function rule(given: Partial<Omit<RelabelRule, 'matcher'>>): RelabelRule {
  const regex = given.regex ?? '(.*)';
  const reading = compileGoRegexp(regex, { anchored: true });
  if (!reading.ok) throw new Error(reading.message);
  return {
    action: 'replace',
    sourceLabels: [],
    separator: ';',
    modulus: 0,
    targetLabel: '',
    replacement: '$1',
    ...given,
    regex,
    matcher: reading.regexp,
  };
}

function after(
  labels: Record<string, string>,
  given: Partial<Omit<RelabelRule, 'matcher'>>,
): Record<string, string> | undefined {
  const result = relabel(new Map(Object.entries(labels)), [rule(given)]);
  return result && Object.fromEntries(result);
}

describe('a relabel rule', () => {
  test('replace joins its sources with the separator and fills the groups in', () => {
    const labels = { a: 'x', b: 'y' };
    expect(
      after(labels, { sourceLabels: ['a', 'b'], regex: '(.+);(.+)', targetLabel: 'c', replacement: '$2-${1}' }),
    ).toEqual({ ...labels, c: 'y-x' });
  });

  test('replace does nothing when only a part of the value matches', () => {
    expect(after({ a: 'xyz' }, { sourceLabels: ['a'], regex: 'y', targetLabel: 'b', replacement: 'seen' })).toEqual({
      a: 'xyz',
    });
  });

  test('replace matches across line ends', () => {
    expect(
      after({ a: 'x\ny' }, { sourceLabels: ['a'], regex: 'x.y', targetLabel: 'b', replacement: 'seen' }),
    ).toMatchObject({ b: 'seen' });
  });

  test('replace with an empty result removes the label', () => {
    expect(after({ a: 'x', b: 'y' }, { sourceLabels: ['missing'], targetLabel: 'a', replacement: '$1' })).toEqual({
      b: 'y',
    });
  });

  test('replace sets a constant where there is no source', () => {
    expect(after({}, { targetLabel: 'site', replacement: 'graz' })).toEqual({ site: 'graz' });
  });

  test('replace ignores a target that becomes no name of a label', () => {
    expect(after({ a: '1x' }, { sourceLabels: ['a'], targetLabel: '${1}', replacement: 'v' })).toEqual({ a: '1x' });
  });

  test('keep and drop decide by the whole value', () => {
    const given = { sourceLabels: ['a'], regex: 'x|y' };
    expect(after({ a: 'x' }, { ...given, action: 'keep' })).toEqual({ a: 'x' });
    expect(after({ a: 'xx' }, { ...given, action: 'keep' })).toBeUndefined();
    expect(after({ a: 'y' }, { ...given, action: 'drop' })).toBeUndefined();
    expect(after({ a: 'xx' }, { ...given, action: 'drop' })).toEqual({ a: 'xx' });
  });

  test('keepequal and dropequal compare with the target', () => {
    const given = { sourceLabels: ['a'], targetLabel: 'b' };
    expect(after({ a: 'x', b: 'x' }, { ...given, action: 'keepequal' })).toBeDefined();
    expect(after({ a: 'x', b: 'y' }, { ...given, action: 'keepequal' })).toBeUndefined();
    expect(after({ a: 'x', b: 'x' }, { ...given, action: 'dropequal' })).toBeUndefined();
  });

  test('lowercase and uppercase write the target', () => {
    expect(after({ a: 'Alloy' }, { action: 'lowercase', sourceLabels: ['a'], targetLabel: 'b' })).toMatchObject({
      b: 'alloy',
    });
    expect(after({ a: 'Alloy' }, { action: 'uppercase', sourceLabels: ['a'], targetLabel: 'b' })).toMatchObject({
      b: 'ALLOY',
    });
  });

  test('hashmod takes the last eight bytes of the MD5 sum', () => {
    const expected = createHash('md5').update('foo').digest().readBigUInt64BE(8) % 1000n;
    expect(
      after({ c: 'foo' }, { action: 'hashmod', sourceLabels: ['c'], targetLabel: 'd', modulus: 1000 }),
    ).toMatchObject({ d: String(expected) });
  });

  test('labelmap copies names that match, and looks at no name it has made itself', () => {
    expect(
      after({ meta_a: '1', b: '2' }, { action: 'labelmap', regex: 'meta_(.+)', replacement: 'meta_meta_$1' }),
    ).toEqual({ meta_a: '1', b: '2', meta_meta_a: '1' });
  });

  test('labeldrop and labelkeep decide by the name', () => {
    expect(after({ a: '1', b: '2' }, { action: 'labeldrop', regex: 'a' })).toEqual({ b: '2' });
    expect(after({ a: '1', b: '2' }, { action: 'labelkeep', regex: 'a' })).toEqual({ a: '1' });
  });
});

describe('a regular expression in the syntax of Go', () => {
  const matches = (pattern: string, text: string): boolean => {
    const reading = compileGoRegexp(pattern, { anchored: true });
    return reading.ok && reading.regexp.test(text);
  };

  test.each([
    ['(?i)alloy', 'ALLOY', true],
    ['a{2}', 'aa', true],
    ['[[:alpha:]]+', 'abc', true],
    ['\\Qa.b\\E', 'a.b', true],
    ['\\Qa.b\\E', 'axb', false],
    ['[\\d.]+', '1.2', true],
    ['(?P<x>a)|b', 'b', true],
    ['\\pL+', 'äö', true],
    ['C:\\\\.*', 'C:\\x', true],
    ['a-b', 'a-b', true],
    ['[a\\-z]', '-', true],
    ['x{', 'x{', true],
    ['(?P<a>x)(?P<a>y)', 'xy', true],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test.each([
    ['[a-z', 'missing closing ]: `[a-z`'],
    ['a(b', 'missing closing ): `a(b`'],
    ['a)', 'unexpected ): `a)`'],
    ['*', 'missing argument to repetition operator: `*`'],
    ['a**', 'invalid nested repetition operator: `**`'],
    ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['(?!a)', 'invalid or unsupported Perl syntax: `(?!`'],
    ['(a)\\1', 'invalid escape sequence: `\\1`'],
    ['[z-a]', 'invalid character class range: `z-a`'],
    ['a{1001}', 'invalid repeat count: `{1001}`'],
  ])('%s is refused with the words of Go', (pattern, message) => {
    expect(compileGoRegexp(pattern)).toEqual({ ok: false, message: `error parsing regexp: ${message}` });
  });
});
