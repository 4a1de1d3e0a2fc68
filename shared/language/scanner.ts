import { quoteCodePoint } from './problems';
import type { Problem, ProblemCode } from './problems';
import { codePointOf, sourceOf } from './text';
import type { SourceText } from './text';

/** The names of tokens as Alloy's messages use them. */
export type TokenKind =
  'ILLEGAL' | 'EOF' | 'IDENT' | 'NUMBER' | 'FLOAT' | 'STRING' | 'BOOL' | 'NULL' | 'TERMINATOR' | OperatorKind;

/** Operators and delimiters are named by their text. */
export type OperatorKind =
  | '||'
  | '&&'
  | '!'
  | '='
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'
  | '{'
  | '}'
  | '('
  | ')'
  | '['
  | ']'
  | ','
  | '.';

/** What stands between tokens and means nothing to the grammar. */
export interface Trivia {
  readonly kind: 'space' | 'line-comment' | 'block-comment' | 'byte-order-mark';
  readonly start: number;
  readonly text: string;
}

/**
 * One word of the language with everything that stands before it. A TERMINATOR is either the LF that ends a statement or
 * has no width (before a comment or at the end of the file). The EOF token has no width and carries the last trivia.
 */
export interface Token {
  readonly kind: TokenKind;
  /** Where the text of the token begins, behind its trivia. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Space and comments between the previous token and this one. */
  readonly leading: readonly Trivia[];
}

/** Called for each problem at the moment it is found, which is not always in the order of the text. */
export type ReportProblem = (problem: Problem) => void;

const END = -1;
const NUL = 0;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const ASTERISK = 0x2a;
const DOT = 0x2e;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const BACKTICK = 0x60;
const REPLACEMENT = 0xfffd;
const BYTE_ORDER_MARK = 0xfeff;
const LAST_CODE_POINT = 0x10ffff;

const NO_TRIVIA: readonly Trivia[] = [];

const KEYWORDS: ReadonlyMap<string, TokenKind> = new Map([
  ['true', 'BOOL'],
  ['false', 'BOOL'],
  ['null', 'NULL'],
]);

const SIMPLE_OPERATORS: ReadonlyMap<string, OperatorKind> = new Map(
  (['+', '-', '*', '/', '%', '^', '{', '}', '(', ')', '[', ']', ',', '.'] as const).map((kind) => [kind, kind]),
);

/** Operators that become another one when `=` follows. */
const COMPARISONS: ReadonlyMap<string, readonly [OperatorKind, OperatorKind]> = new Map([
  ['!', ['!', '!=']],
  ['=', ['=', '==']],
  ['<', ['<', '<=']],
  ['>', ['>', '>=']],
]);

/** Operators of two equal characters. One alone is a problem but is read as both. */
const DOUBLED: ReadonlyMap<string, readonly [OperatorKind, ProblemCode]> = new Map([
  ['|', ['||', 'single-bar']],
  ['&', ['&&', 'single-ampersand']],
]);

/** After these a line end closes the statement. */
const ENDS_STATEMENT: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'IDENT',
  'NUMBER',
  'FLOAT',
  'STRING',
  'BOOL',
  'NULL',
  ')',
  ']',
  '}',
]);

/**
 * Cuts a text into tokens, one call of `next` each. It never fails and loses nothing: trivia and tokens together are the
 * text. Like the original it reads one character ahead, which is why a bad character right behind a token is reported
 * with that token.
 *
 * Source: grafana/alloy `syntax/scanner/scanner.go`.
 */
export class Scanner {
  readonly #text: string;
  /** The character at `#offset`, or END. */
  #character = END;
  #offset = 0;
  #nextOffset = 0;
  #isTerminatorDue = false;
  #isTerminatorNext = false;
  #end: Token | undefined;

  constructor(
    private readonly source: SourceText,
    private readonly report: ReportProblem,
  ) {
    this.#text = source.text;
    this.advance();
  }

  /** The next token. Never undefined: past the end the end token is repeated. */
  next(): Token {
    if (this.#end !== undefined) return this.#end;
    const leading = this.skipTrivia();
    const start = this.#offset;
    if (this.#isTerminatorNext) return this.terminator(start, leading);
    const kind = this.scanToken();
    const token = { kind, start, end: this.#offset, text: this.#text.slice(start, this.#offset), leading };
    if (kind === 'EOF') this.#end = { ...token, leading: NO_TRIVIA };
    return token;
  }

  /** Space and comments up to the next token or the next due terminator. */
  private skipTrivia(): readonly Trivia[] {
    const trivia: Trivia[] = [];
    if (this.#offset === 0 && this.#character === BYTE_ORDER_MARK) trivia.push(this.byteOrderMark());
    for (;;) {
      const start = this.#offset;
      this.skipSpace();
      if (this.#offset > start) trivia.push({ kind: 'space', start, text: this.#text.slice(start, this.#offset) });
      // Asked once only, because looking ahead reports what it meets.
      this.#isTerminatorNext = this.isTerminatorHere();
      if (this.#isTerminatorNext || !this.isCommentHere()) break;
      trivia.push(this.comment());
    }
    return trivia.length === 0 ? NO_TRIVIA : trivia;
  }

  private byteOrderMark(): Trivia {
    this.advance();
    return { kind: 'byte-order-mark', start: 0, text: this.#text.slice(0, 1) };
  }

  private skipSpace(): void {
    while (isSpace(this.#character) || (this.#character === LINE_FEED && !this.#isTerminatorDue)) this.advance();
  }

  private isCommentHere(): boolean {
    if (this.#character !== SLASH) return false;
    const second = this.#text.charCodeAt(this.#nextOffset);
    return second === SLASH || second === ASTERISK;
  }

  /** A due terminator stands at the line end, at the end of the text, and before a comment that reaches one of them. */
  private isTerminatorHere(): boolean {
    if (!this.#isTerminatorDue) return false;
    if (this.#character === LINE_FEED || this.#character === END) return true;
    return this.isCommentHere() && this.doCommentsReachLineEnd();
  }

  private terminator(start: number, leading: readonly Trivia[]): Token {
    this.#isTerminatorDue = false;
    if (this.#character === LINE_FEED) this.advance();
    return { kind: 'TERMINATOR', start, end: this.#offset, text: this.#text.slice(start, this.#offset), leading };
  }

  /** Looks ahead over a run of comments on one line. Bad characters met on the way are reported here and once more later. */
  private doCommentsReachLineEnd(): boolean {
    const character = this.#character;
    const offset = this.#offset;
    const nextOffset = this.#nextOffset;
    const reached = this.readToLineEnd();
    this.#character = character;
    this.#offset = offset;
    this.#nextOffset = nextOffset;
    return reached;
  }

  private readToLineEnd(): boolean {
    while (this.isCommentHere()) {
      this.advance();
      if (this.#character === SLASH) return true;
      this.advance();
      if (this.readBlockComment(true) === 'line-end') return true;
      while (isSpace(this.#character)) this.advance();
      if (this.#character === LINE_FEED || this.#character === END) return true;
    }
    return false;
  }

  /** Reads the rest of a block comment, whose opening is already read. */
  private readBlockComment(stopsAtLineEnd: boolean): 'closed' | 'line-end' | 'unterminated' {
    while (this.#character !== END) {
      const character = this.#character;
      if (stopsAtLineEnd && character === LINE_FEED) return 'line-end';
      this.advance();
      if (character === ASTERISK && this.#character === SLASH) {
        this.advance();
        return 'closed';
      }
    }
    return 'unterminated';
  }

  /** A comment that does not end a statement also takes back a terminator that was due before it. */
  private comment(): Trivia {
    const start = this.#offset;
    this.#isTerminatorDue = false;
    this.advance();
    const isLine = this.#character === SLASH;
    this.advance();
    if (isLine) this.readLine();
    else if (this.readBlockComment(false) === 'unterminated') {
      this.problem('unterminated-comment', 'block comment not terminated', start, this.#offset);
    }
    const text = this.#text.slice(start, this.#offset);
    return { kind: isLine ? 'line-comment' : 'block-comment', start, text };
  }

  private readLine(): void {
    while (this.#character !== LINE_FEED && this.#character !== END) this.advance();
  }

  private scanToken(): TokenKind {
    const kind = this.scanKind();
    const isQuotedIllegal = kind === 'SINGLE_QUOTED';
    // An illegal character leaves the question open whether the line end after it closes a statement.
    if (kind !== 'ILLEGAL') this.#isTerminatorDue = isQuotedIllegal || ENDS_STATEMENT.has(kind);
    return isQuotedIllegal ? 'ILLEGAL' : kind;
  }

  private scanKind(): TokenKind | 'SINGLE_QUOTED' {
    const character = this.#character;
    if (character === END) return 'EOF';
    if (isLetter(character)) return this.scanIdentifier();
    if (isDecimal(character) || (character === DOT && isDecimal(this.#text.charCodeAt(this.#nextOffset)))) {
      return this.scanNumber();
    }
    const start = this.#offset;
    this.advance();
    if (character === QUOTE || character === BACKTICK) return this.scanString(character, start);
    if (character === APOSTROPHE) return this.scanSingleQuoted(start);
    return this.scanOperator(this.#text.charAt(start)) ?? this.illegalCharacter(character, start);
  }

  /** IDENT = letter { letter | digit }; three words are keywords. */
  private scanIdentifier(): TokenKind {
    const start = this.#offset;
    while (isLetter(this.#character) || isDigit(this.#character)) this.advance();
    return KEYWORDS.get(this.#text.slice(start, this.#offset)) ?? 'IDENT';
  }

  /** NUMBER = dec { dec }; FLOAT = ( dec { dec } [ "." { dec } ] | "." dec { dec } ) [ ( "e" | "E" ) [ sign ] { dec } ] */
  private scanNumber(): TokenKind {
    const start = this.#offset;
    let kind: TokenKind = 'NUMBER';
    this.skipDigits();
    if (this.#character === DOT) {
      kind = 'FLOAT';
      this.advance();
      this.skipDigits();
    }
    if (!this.isOneOf('eE')) return kind;
    this.advance();
    if (this.isOneOf('+-')) this.advance();
    const digits = this.#offset;
    this.skipDigits();
    if (this.#offset === digits) {
      this.problem('exponent-without-digits', 'exponent has no digits', start, this.#offset);
    }
    return 'FLOAT';
  }

  private skipDigits(): void {
    while (isDecimal(this.#character)) this.advance();
  }

  private scanSingleQuoted(start: number): 'SINGLE_QUOTED' {
    this.problem('single-quoted-string', 'illegal single-quoted string; use double quotes', start, start + 1);
    this.scanString(APOSTROPHE, start);
    return 'SINGLE_QUOTED';
  }

  /** A string up to its closing quote. Raw strings span lines and know no escapes; the others leave the LF alone. */
  private scanString(quote: number, start: number): TokenKind {
    const isRaw = quote === BACKTICK;
    for (;;) {
      const character = this.#character;
      if (character === END || (character === LINE_FEED && !isRaw)) {
        this.problem('unterminated-string', 'string literal not terminated', start, this.#offset);
        return 'STRING';
      }
      this.advance();
      if (character === quote) return 'STRING';
      if (character === BACKSLASH && !isRaw) this.scanEscape();
    }
  }

  /** Reads what follows a backslash; stops at the first character that does not fit without reading it. */
  private scanEscape(): void {
    const start = this.#offset;
    if (this.isOneOf('abfnrtv\\"')) {
      this.advance();
      return;
    }
    const form = this.escapeForm();
    if (form === undefined) {
      this.badEscape(start, 'unknown-escape', 'unknown escape sequence');
      return;
    }
    const value = this.escapeValue(start, form.digits, form.base);
    if (value === undefined) return;
    if (value > form.limit || (value >= 0xd800 && value <= 0xdfff)) {
      const message = 'escape sequence is invalid Unicode code point';
      this.problem('illegal-code-point', message, start, this.#offset);
    }
  }

  private escapeForm(): { digits: number; base: number; limit: number } | undefined {
    if (this.isOneOf('01234567')) return { digits: 3, base: 8, limit: 0xff };
    if (!this.isOneOf('xuU')) return undefined;
    const letter = this.#text.charAt(this.#offset);
    this.advance();
    if (letter === 'x') return { digits: 2, base: 16, limit: 0xff };
    return { digits: letter === 'u' ? 4 : 8, base: 16, limit: LAST_CODE_POINT };
  }

  private escapeValue(start: number, digits: number, base: number): number | undefined {
    let value = 0;
    for (let count = 0; count < digits; count += 1) {
      const digit = digitValue(this.#character);
      if (digit >= base) {
        const message = `illegal character ${this.nameCharacter()} in escape sequence`;
        this.badEscape(start, 'illegal-escape-digit', message);
        return undefined;
      }
      value = value * base + digit;
      this.advance();
    }
    return value;
  }

  private badEscape(start: number, code: ProblemCode, message: string): void {
    if (this.#character === END) {
      this.problem('unterminated-escape', 'escape sequence not terminated', start, this.#offset);
      return;
    }
    this.problem(code, message, start, this.#nextOffset);
  }

  private nameCharacter(): string {
    return this.#character === END ? '' : quoteCodePoint(this.#character);
  }

  private scanOperator(first: string): OperatorKind | undefined {
    const simple = SIMPLE_OPERATORS.get(first);
    if (simple !== undefined) return simple;
    const comparison = COMPARISONS.get(first);
    if (comparison !== undefined) return this.skipIf('=') ? comparison[1] : comparison[0];
    const doubled = DOUBLED.get(first);
    if (doubled === undefined) return undefined;
    if (!this.skipIf(first)) {
      this.problem(doubled[1], `missing second ${first} in ${doubled[0]}`, this.#offset, this.#nextOffset);
    }
    return doubled[0];
  }

  private skipIf(character: string): boolean {
    if (!this.isOneOf(character)) return false;
    this.advance();
    return true;
  }

  private illegalCharacter(character: number, start: number): TokenKind {
    // A misplaced byte order mark has been reported when it was read.
    if (character !== BYTE_ORDER_MARK) {
      this.problem('illegal-character', `illegal character ${quoteCodePoint(character)}`, start, this.#offset);
    }
    return 'ILLEGAL';
  }

  private isOneOf(characters: string): boolean {
    return this.#character !== END && characters.includes(this.#text.charAt(this.#offset));
  }

  /** Reads the next character into `#character`. Bad ones are reported here, wherever they stand. */
  private advance(): void {
    const offset = this.#nextOffset;
    this.#offset = offset;
    if (offset >= this.#text.length) {
      this.#character = END;
      return;
    }
    const unit = this.#text.charCodeAt(offset);
    this.#nextOffset = offset + 1;
    this.#character = unit;
    if (unit === NUL) this.problem('illegal-nul', 'illegal character NUL', offset, offset + 1);
    else if (unit >= 0x80) this.readWide(offset);
  }

  private readWide(offset: number): void {
    const point = codePointOf(this.#text, offset);
    this.#character = point;
    if (point > 0xffff) this.#nextOffset = offset + 2;
    if (point === REPLACEMENT && this.source.invalidBytes.has(offset)) {
      this.problem('illegal-utf8', 'illegal UTF-8 encoding', offset, offset + 1);
    } else if (point === BYTE_ORDER_MARK && offset > 0) {
      this.problem('illegal-byte-order-mark', 'illegal byte order mark', offset, offset + 1);
    }
  }

  private problem(code: ProblemCode, message: string, start: number, end: number): void {
    this.report({ code, message, start, end, hasStatedEnd: false });
  }
}

/** All tokens of a text up to and including the end token, and what the scanner found wrong. */
export function scan(source: SourceText): { readonly tokens: readonly Token[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const tokens: Token[] = [];
  const scanner = new Scanner(source, (problem) => problems.push(problem));
  for (;;) {
    const token = scanner.next();
    tokens.push(token);
    if (token.kind === 'EOF') return { tokens, problems };
  }
}

/**
 * Whether a text is one identifier: a letter or `_`, then letters, `_` and decimal digits, and no keyword. Block labels
 * and attribute names must be identifiers. Letters of all scripts count; `-` does not.
 *
 * Source: grafana/alloy `syntax/scanner/identifier.go`.
 */
export function isIdentifier(text: string): boolean {
  const token = new Scanner(sourceOf(text), ignoreProblem).next();
  return token.kind === 'IDENT' && token.text === text;
}

function ignoreProblem(): void {
  // Whether a text is an identifier is answered by its first token alone.
}

function isSpace(character: number): boolean {
  return character === SPACE || character === TAB || character === CARRIAGE_RETURN;
}

const WIDE_LETTER = /^\p{L}$/u;
const WIDE_DIGIT = /^\p{Nd}$/u;

function isLetter(character: number): boolean {
  if (character >= 0x80) return WIDE_LETTER.test(String.fromCodePoint(character));
  return (character >= 0x61 && character <= 0x7a) || (character >= 0x41 && character <= 0x5a) || character === 0x5f;
}

function isDecimal(character: number): boolean {
  return character >= 0x30 && character <= 0x39;
}

function isDigit(character: number): boolean {
  return isDecimal(character) || (character >= 0x80 && WIDE_DIGIT.test(String.fromCodePoint(character)));
}

/** The value of a hexadecimal digit, or 16 if the character is none. */
function digitValue(character: number): number {
  if (isDecimal(character)) return character - 0x30;
  if (character >= 0x61 && character <= 0x66) return character - 0x61 + 10;
  if (character >= 0x41 && character <= 0x46) return character - 0x41 + 10;
  return 16;
}
