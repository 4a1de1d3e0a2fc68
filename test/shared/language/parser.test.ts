import { describe, expect, it } from 'vitest';
import { MAX_DEPTH, parse, parseExpression } from '../../../shared/language/parser';
import { renderProblem } from '../../../shared/language/problems';
import { decodeSource, sourceOf, type SourceText } from '../../../shared/language/text';
import { textOf } from '../../../shared/language/tree';
import { fileOf, type Statement } from '../../../shared/language/views';
import { cpuMs } from '../../cpu-time';

/** Problems as `line:column message`, as Alloy prints them. */
function problemsOf(text: string | SourceText): readonly string[] {
  const source = typeof text === 'string' ? sourceOf(text) : text;
  return parse(source).problems.map((problem) => renderProblem(source, problem).replace('\t', ' '));
}

function codesOf(text: string): readonly string[] {
  return parse(text).problems.map((problem) => problem.code);
}

/** Statements by name, inner ones behind their block. */
function outline(statements: readonly Statement[]): string {
  const words = statements.map((statement) =>
    statement.kind === 'attribute' ? statement.name.text : `${statement.name}{${outline(statement.body)}}`,
  );
  return words.join(' ');
}

describe('Alloy reports', () => {
  it.each([
    ['a = 1 2', ['1:7 expected TERMINATOR, got NUMBER']],
    ['a = \nb = 2', ['2:3 expected TERMINATOR, got =']],
    ['a = [\n  1,\n  2\n]', ["3:4 missing ',' in expression list"]],
    ['a = [1 // one\n]', ["1:8 missing ',' in expression list"]],
    ['blk "x" {\n  a = 1', ['2:8 expected }, got EOF']],
    ['blk\n{\n}', ['1:4 expected block label, got TERMINATOR']],
    ['a = 1;', ["1:6 illegal character U+003B ';'", '1:6 expected TERMINATOR, got ILLEGAL']],
    ['a = {1 = 2}', ['1:6 expected field name (string or identifier), got NUMBER']],
    ['d = {"a": 1}', ["1:9 illegal character U+003A ':'", '1:9 expected =, got ILLEGAL']],
    ['= 5\nx = 1', ['1:1 expected identifier, got =', '2:1 expected TERMINATOR, got IDENT']],
    ['blk "a" "b" {}\nc = 1', ['1:9 expected block body, got STRING', '2:1 expected TERMINATOR, got IDENT']],
    [
      'c "x y" = 5',
      [
        '1:3 expected block label to be a valid identifier, but got "x y"',
        '1:3-1:7 attribute names may not have labels',
      ],
    ],
    ['a = x.y "l" {\n  z = 1\n}', ['1:5-3:1 cannot use a block as an expression']],
    ['a = foo(,)', ['1:9 expected expression, got ,']],
    ['a = (1\n)', ['1:7 expected ), got TERMINATOR', '2:1 expected TERMINATOR, got )']],
    [
      'c = a ? b : c',
      ["1:7 illegal character U+003F '?'", '1:7 expected TERMINATOR, got ILLEGAL', "1:11 illegal character U+003A ':'"],
    ],
    ["blk 'a' {}", ['1:5 illegal single-quoted string; use double quotes', '1:5 expected block label, got ILLEGAL']],
    ['a.b.c = 1', ['1:1-1:5 attribute names may only consist of a single identifier with no "."']],
    ['é . b = 1', ['1:1-1:4 attribute names may only consist of a single identifier with no "."']],
    ['b `raw` {}', ['1:3 expected block label to be a double quoted string, but got "`raw`"']],
    ['b "é-1" {}', ['1:3 expected block label to be a valid identifier, but got "é-1"']],
    ['b "a\\n" {}', ['1:3 expected block label to be a valid identifier, but got "a\\\\n"']],
    ['a = x.true', ['1:7 expected IDENT, got BOOL']],
    ['a = {]', ['1:6 expected }, got ]']],
    ['a = "x" "y"', ['1:12 expected {, got TERMINATOR']],
    ['a {\n}}', ['2:2 expected TERMINATOR, got }']],
    ['a = !', ['1:6 expected expression, got EOF']],
  ])('of %j exactly its own problems', (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it.each([
    ['a = "\0"', ['1:6 illegal character NUL']],
    ['a = 1 \0', ['1:7 illegal character NUL', '1:7 illegal character U+0000', '1:7 expected TERMINATOR, got ILLEGAL']],
    ['a = "\ufeff"', ['1:6 illegal byte order mark']],
    ['a = 1 | true & 2', ['1:8 missing second | in ||', '1:15 missing second & in &&']],
    ['a = 1e+', ['1:5 exponent has no digits']],
    [
      'a = "\\q\\x4g\\400\\ud800\\',
      [
        '1:7 unknown escape sequence',
        "1:9 illegal character U+0067 'g' in escape sequence",
        '1:13 escape sequence is invalid Unicode code point',
        '1:17 escape sequence is invalid Unicode code point',
        '1:23 escape sequence not terminated',
        '1:5 string literal not terminated',
      ],
    ],
    ['a = 1 /* x', ['1:7 block comment not terminated']],
    ['é = "日本" $', ["1:15 illegal character U+0024 '$'", '1:15 expected TERMINATOR, got ILLEGAL']],
  ])('of characters in %j exactly its own problems', (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it('bytes that are no UTF-8 at their byte, in strings once, elsewhere twice', () => {
    const bytes = Uint8Array.from([0x61, 0x20, 0x3d, 0x20, 0x22, 0xff, 0x22, 0x20, 0xc3]);
    expect(problemsOf(decodeSource(bytes))).toEqual([
      '1:6 illegal UTF-8 encoding',
      '1:9 illegal UTF-8 encoding',
      "1:9 illegal character U+FFFD '\ufffd'",
      '1:9 expected TERMINATOR, got ILLEGAL',
    ]);
  });

  it('one problem of grammar a line, however many there are', () => {
    expect(codesOf('a = 1 2\nb = )\nc = ) ( ]')).toEqual([
      'expected-terminator',
      'expected-expression',
      'expected-expression',
    ]);
  });
});

describe('a slip costs', () => {
  it.each([
    ['not the block below an unfinished name', 'prometheus.scr\nb "x" {\n  c = 1\n}\nd = 1', 'b{c} d'],
    ['not the statement below a call', 'foo(1)\nbar = 1\nbaz = 2', 'bar baz'],
    ['not the rest of the file', 'a = [1 2]\nb = )\nc = 3', 'a b c'],
    ['not what stands inside an unclosed block', 'b {\n  c {\n    d = 1\n', 'b{c{d}}'],
    ['not the attribute whose value is missing', 'a =', 'a'],
  ])('%s', (_name, text, expected) => {
    expect(outline(fileOf(parse(text).tree).statements)).toBe(expected);
  });
});

describe('a single expression', () => {
  it.each([
    ['a + 1', []],
    ['a + 1\n', []],
    ['', ['expected-expression']],
    ['a b', ['expected-terminator']],
  ])('%j has the problems %j', (text, codes) => {
    const { tree, problems } = parseExpression(text);
    expect(problems.map((problem) => problem.code)).toEqual(codes);
    expect(textOf(tree)).toBe(text);
  });
});

describe('depth', () => {
  it.each([
    ['lists', '['],
    ['objects', '{a = '],
    ['parentheses', '('],
    ['signs', '-'],
    ['powers', '2 ^ '],
    ['fields', 'a.'],
    ['calls', '(1)'],
    ['mixtures', '(a(b[c ^ -{x = '],
  ])('of ten thousand %s is refused with one problem of its own', (_name, piece) => {
    const text = `a = ${piece.repeat(10_000)}`;
    const { tree, problems } = parse(text);
    expect(problems.filter((problem) => problem.code === 'too-deep')).toHaveLength(1);
    expect(textOf(tree)).toBe(text);
    expect(tree.height).toBeLessThan(4 * MAX_DEPTH);
  });

  it.each(['+', '&&', '*', '== 1 +', '- 1 *'])('is not made by ten thousand terms with %s between them', (operator) => {
    const text = `a = 1${` ${operator} 1`.repeat(10_000)}\n`;
    const { tree, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(textOf(tree)).toBe(text);
    expect(tree.height).toBeLessThan(20);
  });

  it('counts within the terms of a chain', () => {
    expect(codesOf(`a = 1 + ${'['.repeat(10_000)}`)).toEqual(['too-deep']);
    expect(codesOf(`a = ${'('.repeat(200)}1${' + (1)'.repeat(500)}`)).not.toContain('too-deep');
  });

  it('of ten thousand blocks is refused', () => {
    expect(codesOf('b {\n'.repeat(10_000))).toEqual(['too-deep']);
  });

  it('of a hundred lists is accepted', () => {
    expect(codesOf(`a = ${'['.repeat(100)}${']'.repeat(100)}`)).toEqual([]);
  });
});

describe('a megabyte', () => {
  const unit =
    'prometheus.scrape "x" {\n  targets = [{"__address__" = "a:1", job = "x"}] // one\n  interval = "15s"\n}\n';

  it('of blocks parses in less than a second and a half', () => {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
    expect(cpuMs(() => expect(parse(text).problems).toEqual([]), 1_500)).toBeLessThan(1_500);
  });

  it.each(['$', '"a\\q" ', '[', 'a ', '/**/ ', "'\n"])('of %j on and on is read in linear time', (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    const read = (): void => {
      const source = sourceOf(text);
      const { tree, problems } = parse(source);
      for (const problem of problems) renderProblem(source, problem);
      expect(textOf(tree).length).toBe(text.length);
    };
    expect(cpuMs(read, 15_000)).toBeLessThan(15_000);
  });
});
