import { describe, expect, it } from 'vitest';
import { isIdentifier, scan } from '../../../shared/language/scanner';
import { sourceOf } from '../../../shared/language/text';

/** The kinds of all tokens, without the end; terminators as `;`. */
function kindsOf(text: string): string {
  const { tokens } = scan(sourceOf(text));
  return tokens
    .slice(0, -1)
    .map((token) => (token.kind === 'TERMINATOR' ? ';' : token.kind))
    .join(' ');
}

function wordsOf(text: string): readonly string[] {
  return scan(sourceOf(text)).tokens.map((token) => token.text);
}

describe('a text is cut into tokens', () => {
  it.each([
    ['a1 _b größe 日本 x٣', 'IDENT IDENT IDENT IDENT IDENT ;'],
    ['true false null True', 'BOOL BOOL NULL IDENT ;'],
    ['1 01 1. .5 1.e3 1E+5', 'NUMBER NUMBER FLOAT FLOAT FLOAT FLOAT ;'],
    ['0x1F 1.2.3', 'NUMBER IDENT FLOAT FLOAT ;'],
    ['5.m 5 .m', 'FLOAT IDENT NUMBER . IDENT ;'],
    ['|| && ! = == != < <= > >= + - * / % ^', '|| && ! = == != < <= > >= + - * / % ^'],
    ['a-b', 'IDENT - IDENT ;'],
    [`"a\\"b" \`c"\nd\` 'e'`, 'STRING STRING ILLEGAL ;'],
    ['a \u00a0 b', 'IDENT ILLEGAL IDENT ;'],
  ])('%j', (text, kinds) => {
    expect(kindsOf(text)).toBe(kinds);
  });

  it('and an unclosed string leaves the line end alone', () => {
    expect(wordsOf('a = "x\nb')).toEqual(['a', '=', '"x', '\n', 'b', '', '']);
  });
});

describe('a statement ends', () => {
  it.each([
    ['at the line end after a value', 'a\nb', 'IDENT ; IDENT ;'],
    ['at the end of the text', 'a', 'IDENT ;'],
    ['once for several line ends', 'a\n\n\nb', 'IDENT ; IDENT ;'],
    ['after closing brackets', ')\n]\n}\n', ') ; ] ; } ;'],
    ['not after operators, commas, dots and opening brackets', '+\n,\n.\n(\n[\n{\n', '+ , . ( [ {'],
    ['before a comment that ends the line', 'a // b\nc', 'IDENT ; IDENT ;'],
    ['before a comment that holds a line end', 'a /* \n */ b', 'IDENT ; IDENT ;'],
    ['before a run of comments that ends the line', 'a /* b */ /* c */\nd', 'IDENT ; IDENT ;'],
    ['not before a comment amid the line', 'a /* b */ c', 'IDENT IDENT ;'],
    ['not at all if such a comment came between', 'a /* b */ + \nc', 'IDENT + IDENT ;'],
    ['after an illegal character as before it', 'a $\nb', 'IDENT ILLEGAL ; IDENT ;'],
    ['not after an illegal character alone', '$\nb', 'ILLEGAL IDENT ;'],
    ['after a string in single quotes', "'a'\nb", 'ILLEGAL ; IDENT ;'],
  ])('%s', (_name, text, kinds) => {
    expect(kindsOf(text)).toBe(kinds);
  });

  it('at the LF, or without width before a comment', () => {
    const { tokens } = scan(sourceOf('a \r\nb // c'));
    const ends = tokens.filter((token) => token.kind === 'TERMINATOR');
    expect(ends.map(({ start, end }) => [start, end])).toEqual([
      [3, 4],
      [6, 6],
    ]);
  });
});

describe('trivia', () => {
  it('is kept before the token behind it, each piece with its kind', () => {
    const { tokens } = scan(sourceOf('\ufeff // a\n/* b */ c'));
    expect(tokens[0]?.leading.map(({ kind, text }) => [kind, text])).toEqual([
      ['byte-order-mark', '\ufeff'],
      ['space', ' '],
      ['line-comment', '// a'],
      ['space', '\n'],
      ['block-comment', '/* b */'],
      ['space', ' '],
    ]);
  });

  it('at the end of the text belongs to the end token', () => {
    expect(
      scan(sourceOf('a\n// b\n'))
        .tokens.at(-1)
        ?.leading.map(({ text }) => text),
    ).toEqual(['// b', '\n']);
  });
});

describe('an identifier', () => {
  it.each(['a', '_', 'a1', 'größe', '日本', 'truely'])('is %j', (text) => {
    expect(isIdentifier(text)).toBe(true);
  });
  it.each(['', '1a', 'a-b', 'a b', ' a', 'a ', 'true', 'false', 'null', 'a.b', '\ufeffa', 'a\n', '"a"'])(
    'is not %j',
    (text) => {
      expect(isIdentifier(text)).toBe(false);
    },
  );
});
