import { quoteSource } from './problems';
import type { Problem, ProblemCode } from './problems';
import { isIdentifier, Scanner } from './scanner';
import type { Token, TokenKind } from './scanner';
import { decodeSource, sourceOf } from './text';
import type { SourceText } from './text';
import { createMissingToken, createNode } from './tree';
import type { Element, Node, NodeKind } from './tree';

/** A parsed text. There is always a tree that reproduces it; Alloy accepts the text only if there is no problem. */
export interface Parsed {
  readonly source: SourceText;
  /** A `file` node for `parse`; for `parseExpression` an expression with what follows it. */
  readonly tree: Node;
  /** In the order Alloy reports them, which is nearly but not always that of the text. */
  readonly problems: readonly Problem[];
}

/**
 * How many constructs may stand inside each other; the terms of `1 + 1 + …` stand beside each other. Alloy has no such
 * limit; ours keeps a hostile file from exhausting the stack, here and in everyone who walks the tree.
 */
export const MAX_DEPTH = 250;

/**
 * Parses a whole file. Never throws. Messages, positions and order of problems are those of Alloy, recovery included; only
 * `too-deep` is ours.
 *
 * Source: grafana/alloy `syntax/parser/internal.go`.
 */
export function parse(text: string | SourceText): Parsed {
  return run(text, (parser) => parser.file());
}

/** Parses a single expression, after which nothing but a line end or the end of the text may follow. Never throws. */
export function parseExpression(text: string | SourceText): Parsed {
  return run(text, (parser) => parser.loneExpression());
}

function run(text: string | SourceText, rule: (parser: Parser) => Node): Parsed {
  const source = typeof text === 'string' ? sourceOf(text) : text;
  const problems: Problem[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  const tree = rule(new Parser(source, new Scanner(source, report), report));
  return { source, tree, problems };
}

/** Where the parser takes its tokens from. Past the end the end token is repeated. */
interface TokenSource {
  next(): Token;
}

/** Binary operators that associate to the left. `^` has a rule of its own. */
const PRECEDENCE: ReadonlyMap<TokenKind, number> = new Map<TokenKind, number>([
  ['||', 1],
  ['&&', 2],
  ['==', 3],
  ['!=', 3],
  ['<', 3],
  ['<=', 3],
  ['>', 3],
  ['>=', 3],
  ['+', 4],
  ['-', 4],
  ['*', 5],
  ['/', 5],
  ['%', 5],
]);

/** After a missing expression the parser goes on at one of these. */
const ENDS_EXPRESSION: ReadonlySet<TokenKind> = new Set<TokenKind>(['TERMINATOR', ')', '}', ']', ',']);

/** How a token changes the number of open brackets. */
const OPENS: ReadonlyMap<TokenKind, '{' | '[' | '('> = new Map<TokenKind, '{' | '[' | '('>([
  ['{', '{'],
  ['[', '['],
  ['(', '('],
]);
const CLOSES: ReadonlyMap<TokenKind, '{' | '[' | '('> = new Map<TokenKind, '{' | '[' | '('>([
  ['}', '{'],
  [']', '['],
  [')', '('],
]);

/** Token kinds whose text the original keeps; operators have none there, which shows in the length of some ranges. */
const HAS_TEXT: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'IDENT',
  'NUMBER',
  'FLOAT',
  'STRING',
  'BOOL',
  'NULL',
  'ILLEGAL',
]);

const NO_BYTES = new Uint8Array();

/** The beginning of a statement: `a.b.c "label"`. */
interface Head {
  readonly node: Node;
  readonly fragments: readonly Token[];
  readonly label: Token | undefined;
}

/**
 * Recursive descent, one function a rule. Functions that may add several things append to the children they are given;
 * the others return the node they made. The end token is never a child before the file ends.
 */
class Parser {
  #current: Token;
  #previousEnd = 0;
  #problemLine = 0;
  #depth = 0;
  #hasGivenUp = false;

  constructor(
    private readonly source: SourceText,
    private readonly tokens: TokenSource,
    private readonly report: (problem: Problem) => void,
    /** True for a parser that reads skipped tokens again. It does so once: its own skipped tokens stay skipped. */
    private readonly isRereading = false,
  ) {
    this.#current = tokens.next();
  }

  /** File = Body EOF */
  file(): Node {
    const body = this.body('EOF');
    return this.node('file', [body, this.#current]);
  }

  /** LoneExpression = Expression TERMINATOR */
  loneExpression(): Node {
    const children: Element[] = [this.expression()];
    if (!this.at('TERMINATOR')) this.reportExpected('expected-terminator', 'TERMINATOR');
    this.skipTo(() => false, children);
    children.push(this.#current);
    return this.node('file', children);
  }

  /** Body = [ Statement { TERMINATOR Statement } [ TERMINATOR ] ], up to but not including the closing token. */
  private body(until: '}' | 'EOF'): Node {
    const children: Element[] = [];
    if (this.isTooDeep(0)) this.giveUp(children);
    this.#depth += 1;
    while (!this.at(until) && !this.at('EOF')) {
      this.statement(children);
      if (this.at(until)) break;
      if (!this.at('TERMINATOR')) {
        this.reportExpected('expected-terminator', 'TERMINATOR');
        this.skipStatement(children);
      }
      this.take(children);
    }
    this.#depth -= 1;
    return this.node('body', children);
  }

  /** Statement = Attribute | Block. What begins like one but goes on as neither is kept as incomplete. */
  private statement(children: Element[]): void {
    const head = this.head();
    if (head === undefined) {
      this.skipTo((kind) => kind === 'IDENT', children);
      return;
    }
    if (this.at('=')) children.push(this.attribute(head));
    else if (this.at('{')) children.push(this.block(head));
    else this.incomplete(head, children);
  }

  private incomplete(head: Head, children: Element[]): void {
    if (head.fragments.length === 1 && this.labelText(head.label).length === 0) {
      this.reportGot('expected-assignment-or-body', 'expected attribute assignment or block body');
    } else {
      this.reportGot('expected-body', 'expected block body');
    }
    children.push(this.node('incomplete', [head.node]));
    this.skipTo((kind) => kind === 'IDENT', children);
  }

  /** Head = IDENT { "." IDENT } [ Label ], the part that attributes and blocks have in common. */
  private head(): Head | undefined {
    if (!this.at('IDENT')) {
      this.reportGot('expected-identifier', 'expected identifier');
      return undefined;
    }
    const children: Element[] = [];
    const fragments = [this.take(children)];
    while (this.at('.')) {
      this.take(children);
      fragments.push(this.fragment(children));
    }
    const label = this.at('=') || this.at('{') ? undefined : this.label(children);
    return { node: this.node('head', children), fragments, label };
  }

  /** The name after a dot. Whatever stands there instead is swallowed. */
  private fragment(children: Element[]): Token {
    if (this.at('IDENT')) return this.take(children);
    this.reportGot('expected-identifier', 'expected identifier');
    const token = this.#current;
    children.push(this.missing('IDENT'));
    this.skipOne(children);
    return token;
  }

  /** Label = interpreted STRING whose text is an identifier, or `""` for none. Whatever else stands there is swallowed. */
  private label(children: Element[]): Token | undefined {
    if (!this.at('STRING')) {
      this.reportGot('expected-label', 'expected block label');
      this.skipOne(children);
      return undefined;
    }
    const token = this.#current;
    if (!token.text.startsWith('"')) {
      const quoted = quoteSource(decodeSource(this.source.bytesOf(token)));
      this.reportHere('raw-label', `expected block label to be a double quoted string, but got ${quoted}`);
    }
    const text = this.labelText(token);
    if (text.length > 0 && !isIdentifier(text.text)) {
      this.reportHere('invalid-label', `expected block label to be a valid identifier, but got ${quoteSource(text)}`);
    }
    const label: Element[] = [];
    this.take(label);
    children.push(this.node('label', label));
    return token;
  }

  /** The text between the quotes. Like the original it cuts the last byte off a label that lacks its closing quote. */
  private labelText(label: Token | undefined): SourceText {
    return decodeSource(label === undefined ? NO_BYTES : this.source.bytesOf(label).subarray(1, -1));
  }

  /** Attribute = IDENT "=" Expression */
  private attribute(head: Head): Node {
    const children: Element[] = [head.node];
    this.take(children);
    this.checkAttributeName(head);
    children.push(this.expression());
    return this.node('attribute', children);
  }

  private checkAttributeName({ fragments, label }: Head): void {
    const start = fragments[0]?.start ?? 0;
    if (fragments.length > 1) {
      const message = 'attribute names may only consist of a single identifier with no "."';
      this.reportRange('dotted-attribute', message, start, this.joinedEnd(start, fragments));
    } else if (label !== undefined) {
      this.reportRange('labelled-attribute', 'attribute names may not have labels', label.start, label.end);
    }
  }

  /** Where the dotted name would end if there were no space in it, which is how the original measures it. */
  private joinedEnd(start: number, fragments: readonly Token[]): number {
    const lengths = fragments.map((token) => (HAS_TEXT.has(token.kind) ? this.source.bytesOf(token).length : 0));
    const joined = lengths.reduce((sum, length) => sum + length, fragments.length - 1);
    return this.source.offsetOfByte(this.source.byteOffsetAt(start) + joined);
  }

  /** Block = Head "{" Body "}" */
  private block(head: Head): Node {
    const children: Element[] = [head.node];
    this.take(children);
    children.push(this.body('}'));
    this.expect('}', children);
    return this.node('block', children);
  }

  /** Expression = OrExpr */
  private expression(): Node {
    if (this.isTooDeep(0)) return this.giveUpExpression();
    this.#depth += 1;
    const expression = this.binary(1);
    this.#depth -= 1;
    return expression;
  }

  /**
   * OrExpr  = AndExpr { "||" AndExpr }
   * AndExpr = CmpExpr { "&&" CmpExpr }
   * CmpExpr = AddExpr { ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) AddExpr }
   * AddExpr = MulExpr { ( "+" | "-" ) MulExpr }
   * MulExpr = PowExpr { ( "*" | "/" | "%" ) PowExpr }
   *
   * The five rules are one shape; the precedence says which of them is meant.
   */
  private binary(precedence: number): Node {
    let left = this.power();
    for (;;) {
      const found = PRECEDENCE.get(this.#current.kind) ?? 0;
      if (found < precedence) return left;
      const children: Element[] = [left];
      this.take(children);
      children.push(this.isTooDeep(left.height) ? this.giveUpExpression() : this.binary(found + 1));
      left = this.node('binary', children);
    }
  }

  /** PowExpr = UnaryExpr [ "^" PowExpr ] */
  private power(): Node {
    const left = this.unary();
    if (!this.at('^')) return left;
    const children: Element[] = [left];
    this.take(children);
    children.push(this.nested(() => this.power()));
    return this.node('binary', children);
  }

  /** UnaryExpr = ( "!" | "-" ) UnaryExpr | OperandExpr */
  private unary(): Node {
    if (!this.at('!') && !this.at('-')) return this.operand();
    const children: Element[] = [];
    this.take(children);
    children.push(this.nested(() => this.unary()));
    return this.node('unary', children);
  }

  /** OperandExpr = Primary { "." IDENT | "[" Expression "]" | "(" [ ExprList ] ")" } */
  private operand(): Node {
    let operand = this.primary();
    for (;;) {
      if (this.isTooDeep(operand.height)) return this.giveUpOperand(operand);
      if (this.at('.')) operand = this.access(operand);
      else if (this.at('[')) operand = this.index(operand);
      else if (this.at('(')) operand = this.call(operand);
      else if (this.at('STRING') || this.at('{')) {
        const children: Element[] = [operand];
        const isBlock = this.blockAsValue(children);
        operand = this.node('block-as-value', children);
        if (!isBlock) return operand;
      } else return operand;
    }
  }

  private access(value: Node): Node {
    const children: Element[] = [value];
    this.take(children);
    this.expect('IDENT', children);
    return this.node('access', children);
  }

  private index(value: Node): Node {
    const children: Element[] = [value];
    this.take(children);
    children.push(this.expression());
    this.expect(']', children);
    return this.node('index', children);
  }

  private call(callee: Node): Node {
    const children: Element[] = [callee];
    this.take(children);
    this.expressionList(')', children);
    this.expect(')', children);
    return this.node('call', children);
  }

  /**
   * Not in the grammar: someone wrote a block where a value belongs (`a = x.y "l" { … }`). Reads it as one, so that the
   * message can say so. False if it was no whole block either; the rest of the statement is skipped then.
   */
  private blockAsValue(children: Element[]): boolean {
    const start = children[0]?.start ?? 0;
    if (this.at('STRING')) this.take(children);
    if (!this.expect('{', children)) return this.abandonValue(children);
    children.push(this.body('}'));
    const end = this.#current.end;
    if (!this.expect('}', children)) return this.abandonValue(children);
    this.reportRange('block-as-value', 'cannot use a block as an expression', start, end);
    return true;
  }

  private abandonValue(children: Element[]): false {
    this.skipBalanced(children);
    return false;
  }

  /** Primary = IDENT | STRING | NUMBER | FLOAT | BOOL | NULL | "(" Expression ")" | List | Object */
  private primary(): Node {
    switch (this.#current.kind) {
      case 'IDENT':
        return this.single('identifier');
      case 'STRING':
      case 'NUMBER':
      case 'FLOAT':
      case 'BOOL':
      case 'NULL':
        return this.single('literal');
      case '(':
        return this.parenthesised();
      case '[':
        return this.list();
      case '{':
        return this.object();
      default:
        return this.missingExpression();
    }
  }

  private single(kind: 'identifier' | 'literal'): Node {
    const children: Element[] = [];
    this.take(children);
    return this.node(kind, children);
  }

  private missingExpression(): Node {
    this.reportGot('expected-expression', 'expected expression');
    const children: Element[] = [];
    this.skipTo((kind) => ENDS_EXPRESSION.has(kind), children);
    return this.node('missing', children);
  }

  private parenthesised(): Node {
    const children: Element[] = [];
    this.take(children);
    children.push(this.expression());
    this.expect(')', children);
    return this.node('parenthesised', children);
  }

  /** List = "[" [ ExprList ] "]" */
  private list(): Node {
    const children: Element[] = [];
    this.take(children);
    this.expressionList(']', children);
    this.expect(']', children);
    return this.node('list', children);
  }

  /** Object = "{" [ FieldList ] "}" */
  private object(): Node {
    const children: Element[] = [];
    this.take(children);
    // The original looks for the wrong bracket here, so `{ ]` lacks a `}` where any other token lacks a field name.
    if (!this.at(']')) this.fieldList(children);
    this.expect('}', children);
    return this.node('object', children);
  }

  /** ExprList = Expression { "," Expression } [ "," ] */
  private expressionList(until: ']' | ')', children: Element[]): void {
    while (!this.at(until) && !this.at('EOF')) {
      children.push(this.expression());
      if (this.at(until)) return;
      this.comma('missing-comma-in-list', "missing ',' in expression list", children);
    }
  }

  /** FieldList = Field { "," Field } [ "," ] */
  private fieldList(children: Element[]): void {
    while (!this.at('}') && !this.at('EOF')) {
      children.push(this.field());
      if (this.at('}')) return;
      this.comma('missing-comma-in-object', "missing ',' in field list", children);
    }
  }

  /** The original takes whatever stands in place of a comma for one, so that token is lost. */
  private comma(code: ProblemCode, message: string, children: Element[]): void {
    if (this.at(',')) {
      this.take(children);
      return;
    }
    this.reportHere(code, message);
    children.push(this.missing(','));
    this.skipOne(children);
  }

  /** Field = ( IDENT | STRING ) "=" Expression */
  private field(): Node {
    const children: Element[] = [];
    if (this.at('IDENT') || this.at('STRING')) this.take(children);
    else {
      this.reportGot('expected-field-name', 'expected field name (string or identifier)');
      children.push(this.missing('IDENT'));
      this.skipTo((kind) => kind === '=', children);
    }
    this.expect('=', children);
    children.push(this.expression());
    return this.node('field', children);
  }

  // Below: moving through the tokens.

  private at(kind: TokenKind): boolean {
    return this.#current.kind === kind;
  }

  /** Appends the current token to the children and moves on. At the end nothing is appended. */
  private take(children: { push(token: Token): void }): Token {
    const token = this.#current;
    if (token.kind === 'EOF') return token;
    children.push(token);
    this.#previousEnd = token.end;
    this.#current = this.tokens.next();
    return token;
  }

  /** Takes a token of the kind. Any other is reported and skipped, and a missing one put in its place. */
  private expect(kind: TokenKind, children: Element[]): boolean {
    if (this.at(kind)) {
      this.take(children);
      return true;
    }
    this.reportExpected('expected-token', kind);
    children.push(this.missing(kind));
    this.skipOne(children);
    return false;
  }

  private skipOne(children: Element[]): void {
    const skipped: Element[] = [];
    this.take(skipped);
    this.pushSkipped(skipped, children);
  }

  /** Skips up to, not including, the first token whose kind fits, or the end. */
  private skipTo(fits: (kind: TokenKind) => boolean, children: Element[]): void {
    const skipped: Element[] = [];
    while (!this.at('EOF') && !fits(this.#current.kind)) this.take(skipped);
    this.pushSkipped(skipped, children);
  }

  /** Skips what is left of a statement: up to a terminator outside of all brackets that were opened on the way. */
  private skipBalanced(children: Element[]): void {
    this.pushSkipped(this.takeBalanced(), children);
  }

  private takeBalanced(): Token[] {
    const skipped: Token[] = [];
    const open = { '{': 0, '[': 0, '(': 0 };
    while (!this.at('EOF')) {
      const kind = this.#current.kind;
      if (kind === 'TERMINATOR' && open['{'] <= 0 && open['['] <= 0 && open['('] <= 0) break;
      const opened = OPENS.get(kind);
      const closed = CLOSES.get(kind);
      if (opened !== undefined) open[opened] += 1;
      if (closed !== undefined) open[closed] -= 1;
      this.take(skipped);
    }
    return skipped;
  }

  /**
   * Skips a statement where a terminator should be. The original loses a whole statement this way after many a small slip.
   * So do the problems here, but the tree keeps what the skipped tokens say when they are read on their own, for those who
   * help a person in the middle of typing.
   */
  private skipStatement(children: Element[]): void {
    const skipped = this.takeBalanced();
    const isReadable = skipped[0]?.kind === 'IDENT' && !this.isRereading;
    this.pushSkipped(isReadable ? this.reread(skipped) : skipped, children);
  }

  private reread(tokens: readonly Token[]): readonly Element[] {
    const quiet = new Parser(this.source, replayOf(tokens), ignoreProblem, true);
    quiet.#depth = this.#depth;
    return quiet.body('EOF').children;
  }

  private pushSkipped(skipped: readonly Element[], children: Element[]): void {
    if (skipped.length > 0) children.push(this.node('skipped', skipped));
  }

  private node(kind: NodeKind, children: readonly Element[]): Node {
    return createNode(kind, children, this.#previousEnd);
  }

  private missing(kind: TokenKind): Token {
    return createMissingToken(kind, this.#previousEnd);
  }

  // Below: the limit on depth.

  private nested(rule: () => Node): Node {
    if (this.isTooDeep(0)) return this.giveUpExpression();
    this.#depth += 1;
    const node = rule();
    this.#depth -= 1;
    return node;
  }

  /** Whether one more node around something of this height would be too much. */
  private isTooDeep(height: number): boolean {
    return this.#depth + height >= MAX_DEPTH;
  }

  /** Reports the depth once and skips the rest of the file; what is still missing then goes without saying. */
  private giveUp(children: Element[]): void {
    if (!this.#hasGivenUp && !this.at('EOF')) {
      this.reportHere('too-deep', `nesting is deeper than ${MAX_DEPTH} levels`);
      this.#hasGivenUp = true;
    }
    this.skipTo(() => false, children);
  }

  private giveUpExpression(): Node {
    const children: Element[] = [];
    this.giveUp(children);
    return this.node('missing', children);
  }

  private giveUpOperand(operand: Node): Node {
    const children: Element[] = [operand];
    this.giveUp(children);
    return this.node('block-as-value', children);
  }

  // Below: problems.

  private reportExpected(code: ProblemCode, kind: TokenKind): void {
    this.reportGot(code, `expected ${kind}`);
  }

  private reportGot(code: ProblemCode, message: string): void {
    this.reportHere(code, `${message}, got ${this.#current.kind}`);
  }

  /** Reports at the current token. A second report on the line of the previous one is dropped, as in the original. */
  private reportHere(code: ProblemCode, message: string): void {
    if (this.#hasGivenUp) return;
    const { start, end } = this.#current;
    const line = this.source.lineAt(start);
    if (line === this.#problemLine) return;
    this.#problemLine = line;
    this.report({ code, message, start, end, hasStatedEnd: false });
  }

  /** Reports a stretch; these reports are never dropped. */
  private reportRange(code: ProblemCode, message: string, start: number, end: number): void {
    if (!this.#hasGivenUp) this.report({ code, message, start, end, hasStatedEnd: true });
  }
}

/** Tokens that were read before, as a source of their own. */
function replayOf(tokens: readonly Token[]): TokenSource {
  const offset = tokens.at(-1)?.end ?? 0;
  const end: Token = { kind: 'EOF', start: offset, end: offset, text: '', leading: [] };
  let index = 0;
  return { next: () => tokens[index++] ?? end };
}

function ignoreProblem(): void {
  // What is wrong with skipped tokens has been said already.
}
