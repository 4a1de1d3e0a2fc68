import { describe, expect, it } from 'vitest';
import { parse, parseExpression } from '../../../shared/language/parser';
import type { Range } from '../../../shared/language/text';
import { expressionOf, fileOf, type Block, type Expression } from '../../../shared/language/views';

/** An expression with all its brackets, so that precedence shows. */
function show(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.text;
    case 'identifier':
      return expression.name;
    case 'list':
      return `[${expression.elements.map(show).join(' ')}]`;
    case 'object':
      return `{${expression.fields.map(({ key, value }) => `${key.text}:${show(value)}`).join(' ')}}`;
    case 'access':
      return `${show(expression.value)}.${expression.field.text}`;
    case 'index':
      return `${show(expression.value)}[${show(expression.index)}]`;
    case 'call':
      return `${show(expression.callee)}(${expression.args.map(show).join(' ')})`;
    case 'unary':
      return `(${expression.operator} ${show(expression.operand)})`;
    case 'binary':
      return `(${show(expression.left)} ${expression.operator} ${show(expression.right)})`;
    case 'parenthesised':
      return `<${show(expression.inner)}>`;
    case 'missing':
      return '?';
  }
}

function expressionIn(text: string): Expression {
  return expressionOf(parseExpression(text).tree);
}

function blockIn(text: string): Block {
  const [block] = fileOf(parse(text).tree).statements;
  if (block?.kind !== 'block') throw new Error('the text has no block');
  return block;
}

function cut(text: string, { start, end }: Range): string {
  return text.slice(start, end);
}

describe('operators bind', () => {
  it.each([
    ['a || b && c == d + e * f ^ g', '(a || (b && (c == (d + (e * (f ^ g))))))'],
    ['a ^ b * c + d < e && f || g', '((((((a ^ b) * c) + d) < e) && f) || g)'],
    ['a - b - c', '((a - b) - c)'],
    ['a ^ b ^ c', '(a ^ (b ^ c))'],
    ['-a ^ 2', '((- a) ^ 2)'],
    ['a < b == c', '((a < b) == c)'],
    ['!-!a.b', '(! (- (! a.b)))'],
    ['a.b["c"].d(1, 2)(3)', 'a.b["c"].d(1 2)(3)'],
    ['(a + b) * c', '(<(a + b)> * c)'],
    ['[1, [2], {a = 3, "b c" = 4}]', '[1 [2] {a:3 b c:4}]'],
    ['f()', 'f()'],
  ])('%s as %s', (text, shown) => {
    expect(show(expressionIn(text))).toBe(shown);
  });
});

describe('a block', () => {
  const text = '// above\na . b "l" { // c\n  x = 1\n  y { }\n} // below\n';
  const block = blockIn(text);

  it('has the fragments of its name, its label and its body', () => {
    expect(block.name).toBe('a.b');
    expect(block.nameFragments.map((fragment) => fragment.text)).toEqual(['a', 'b']);
    expect(block.label?.text).toBe('l');
    expect(block.body.map((statement) => statement.kind)).toEqual(['attribute', 'block']);
  });

  it('stands where its text stands, without the comments around it', () => {
    expect(cut(text, block.range)).toBe('a . b "l" { // c\n  x = 1\n  y { }\n}');
    expect(cut(text, block.nameRange)).toBe('a . b');
    expect(block.label && cut(text, block.label.range)).toBe('"l"');
    expect(cut(text, block.openBrace)).toBe('{');
    expect(cut(text, block.closeBrace)).toBe('}');
    expect(block.body.map((statement) => cut(text, statement.range))).toEqual(['x = 1', 'y { }']);
  });

  it('with an empty label has none', () => {
    expect(blockIn('a "" { }').label).toBeUndefined();
  });
});

describe('an attribute', () => {
  it('has a name and a value, each with its place', () => {
    const text = ' a  =  b + "c" // d';
    const [attribute] = fileOf(parse(text).tree).statements;
    if (attribute?.kind !== 'attribute') throw new Error('the text has no attribute');
    expect(cut(text, attribute.name.range)).toBe('a');
    expect(cut(text, attribute.value.range)).toBe('b + "c"');
    expect(cut(text, attribute.range)).toBe('a  =  b + "c"');
  });
});

describe('an object', () => {
  it('has keys as Alloy takes them: quotes off, escapes as they are, the empty key with its quotes', () => {
    const object = expressionIn('{a = 1, "b" = 2, "c\\"d" = 3, `e"f` = 4, "" = 5, "true" = 6}');
    if (object.kind !== 'object') throw new Error('the text has no object');
    expect(object.fields.map(({ key }) => [key.text, key.isQuoted])).toEqual([
      ['a', false],
      ['b', true],
      ['c\\"d', true],
      ['e"f', true],
      ['""', false],
      ['true', true],
    ]);
  });
});

describe('a literal', () => {
  it.each([
    ['"a"', 'string'],
    ['`a`', 'string'],
    ['1', 'number'],
    ['1.5', 'float'],
    ['true', 'bool'],
    ['null', 'null'],
  ])('%s is of type %s and keeps its text', (text, type) => {
    expect(expressionIn(text)).toMatchObject({ kind: 'literal', type, text });
  });
});

describe('what is wrong', () => {
  it.each([
    ['a.', 'a.'],
    ['a + ', '(a + ?)'],
    ['f(1,', 'f(1)'],
    ['[1 2 3]', '[1 3]'],
    ['{a = }', '{a:?}'],
    ['{1 = 2}', '{:2}'],
    ['a.b "l" { c = 1 }', 'a.b'],
    ['', '?'],
  ])('in %j still has an expression', (text, shown) => {
    expect(show(expressionIn(text))).toBe(shown);
  });
});

it('reads a chain of ten thousand terms, the first term innermost', () => {
  let expression = expressionOf(parseExpression(`0${' + 1'.repeat(10_000)}`).tree);
  let operators = 0;
  while (expression.kind === 'binary') {
    operators++;
    expression = expression.left;
  }
  expect([operators, expression.kind === 'literal' && expression.text]).toEqual([10_000, '0']);
});
