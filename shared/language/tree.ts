import type { Token, TokenKind, Trivia } from './scanner';

/** What a node of the tree is. The children of each kind, in order, are listed with the parser's rules. */
export type NodeKind =
  | 'file'
  | 'body'
  | 'attribute'
  | 'block'
  | 'incomplete'
  | 'head'
  | 'label'
  | 'literal'
  | 'identifier'
  | 'list'
  | 'object'
  | 'field'
  | 'access'
  | 'index'
  | 'call'
  | 'unary'
  | 'binary'
  | 'parenthesised'
  | 'block-as-value'
  | 'missing'
  | 'skipped';

/**
 * An inner part of the tree. The tree is never changed, and it loses nothing: its tokens, with the trivia before them, are
 * the text. What the parser could not use stands in a `skipped` node; where it needed a token that is not there, a token
 * without width stands in for it.
 */
export interface Node {
  readonly kind: NodeKind;
  readonly children: readonly Element[];
  /** Where the first token begins, behind its trivia; UTF-16 units. */
  readonly start: number;
  /** Where the last token ends; UTF-16 units. */
  readonly end: number;
  /**
   * How many nodes stand below each other on the longest way down, a chain of operators (`1 + 1 + 1`, whose first term is
   * the innermost) counted as one. Bounded, so that whoever walks a tree may recurse, but for the left side of a `binary`.
   */
  readonly height: number;
}

export type Element = Node | Token;

/** A node around its children; without children it stands, without width, at the given offset. */
export function createNode(kind: NodeKind, children: readonly Element[], emptyAt: number): Node {
  const start = children[0]?.start ?? emptyAt;
  const end = children.at(-1)?.end ?? emptyAt;
  return { kind, children, start, end, height: heightOf(kind, children) };
}

function heightOf(kind: NodeKind, children: readonly Element[]): number {
  const first = children[0];
  if (kind === 'binary' && first !== undefined && isNode(first) && first.kind === 'binary')
    return Math.max(first.height, 1 + tallestOf(children.slice(1)));
  return 1 + tallestOf(children);
}

function tallestOf(children: readonly Element[]): number {
  let height = 0;
  for (const child of children) if (isNode(child) && child.height > height) height = child.height;
  return height;
}

/** A stand-in, without width, for a token the parser needed and did not find. */
export function createMissingToken(kind: TokenKind, offset: number): Token {
  return { kind, start: offset, end: offset, text: '', leading: NO_TRIVIA };
}

const NO_TRIVIA: readonly Trivia[] = [];

export function isNode(element: Element): element is Node {
  return 'children' in element;
}

/** Whether a token stands in for one that is not there. Ends of files and unwritten terminators count as there. */
export function isMissing(token: Token): boolean {
  return token.text === '' && token.kind !== 'EOF' && token.kind !== 'TERMINATOR';
}

/** The tokens of an element in the order of the text. */
export function* tokensOf(element: Element): Generator<Token> {
  // A stack of what is still to come, since generators inside generators would cost their depth for every token.
  const coming: Element[] = [element];
  for (let next = coming.pop(); next !== undefined; next = coming.pop()) {
    if (isNode(next)) for (const child of next.children.toReversed()) coming.push(child);
    else yield next;
  }
}

/** The text of an element with the trivia before it; for the root this is the whole file. */
export function textOf(element: Element): string {
  const pieces: string[] = [];
  for (const token of tokensOf(element)) {
    for (const trivia of token.leading) pieces.push(trivia.text);
    pieces.push(token.text);
  }
  return pieces.join('');
}

/** The first token among the children of a node that has one of the kinds. Does not look into inner nodes. */
export function findToken(node: Node, ...kinds: readonly TokenKind[]): Token | undefined {
  for (const child of node.children) if (!isNode(child) && kinds.includes(child.kind)) return child;
  return undefined;
}

/** The first inner node among the children of a node that has one of the kinds. */
export function findNode(node: Node, ...kinds: readonly NodeKind[]): Node | undefined {
  for (const child of node.children) if (isNode(child) && kinds.includes(child.kind)) return child;
  return undefined;
}

/**
 * The way from the root to the token at an offset, outermost first. Trivia belongs to the token behind it. Between two
 * tokens that touch, the later one is meant; at the end of the file this is the end token.
 */
export function pathAt(root: Node, offset: number): readonly Element[] {
  const path: Element[] = [root];
  let current: Element = root;
  while (isNode(current)) {
    const next = childAt(current, offset);
    if (next === undefined) break;
    path.push(next);
    current = next;
  }
  return path;
}

/** The first child that ends behind the offset; the last one if all end before it. */
function childAt(node: Node, offset: number): Element | undefined {
  for (const child of node.children) if (child.end > offset) return child;
  return node.children.at(-1);
}
