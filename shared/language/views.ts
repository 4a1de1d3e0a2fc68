import type { OperatorKind, Token } from './scanner';
import type { Range } from './text';
import { findNode, findToken, isNode, tokensOf } from './tree';
import type { Node, NodeKind } from './tree';

/** A word of the file with its place. */
export interface Name {
  readonly text: string;
  readonly range: Range;
}

/** Where a part of the file stands (without the trivia before it) and the node it was read from. */
export interface Placed {
  readonly range: Range;
  readonly node: Node;
}

/** One configuration file: what stands at its top level. */
export interface AlloyFile extends Placed {
  readonly statements: readonly Statement[];
}

export type Statement = Attribute | Block;

/** `name = value` */
export interface Attribute extends Placed {
  readonly kind: 'attribute';
  readonly name: Name;
  readonly value: Expression;
}

/** `name.of.block "label" { … }` */
export interface Block extends Placed {
  readonly kind: 'block';
  /** The fragments of the name joined by dots. */
  readonly name: string;
  readonly nameFragments: readonly Name[];
  /** From the first to the last fragment. */
  readonly nameRange: Range;
  /** The text without quotes, the range with them. Undefined also for `""`, which Alloy takes for no label. */
  readonly label: Name | undefined;
  readonly body: readonly Statement[];
  readonly openBrace: Range;
  /** Without width where the brace is missing. */
  readonly closeBrace: Range;
}

export type Expression =
  | Literal
  | Identifier
  | List
  | ObjectValue
  | Access
  | Index
  | Call
  | Unary
  | Binary
  | Parenthesised
  | MissingExpression;

/** A number has type `number` when written as an integer and `float` otherwise. */
export type LiteralType = 'string' | 'number' | 'float' | 'bool' | 'null';

/** A literal as it is written, strings with their quotes. `decodeString` and `parseNumber` give the value. */
export interface Literal extends Placed {
  readonly kind: 'literal';
  readonly type: LiteralType;
  readonly text: string;
}

export interface Identifier extends Placed {
  readonly kind: 'identifier';
  readonly name: string;
}

export interface List extends Placed {
  readonly kind: 'list';
  readonly elements: readonly Expression[];
}

export interface ObjectValue extends Placed {
  readonly kind: 'object';
  /** In the order of the text. Of several fields with one key the last counts. */
  readonly fields: readonly ObjectField[];
}

export interface ObjectField extends Placed {
  readonly key: ObjectKey;
  readonly value: Expression;
}

/**
 * The key of a field. Escapes are not decoded, as in Alloy: the key of `"a\"b"` has a backslash. The key of `""` is these
 * two quotes.
 */
export interface ObjectKey extends Name {
  readonly isQuoted: boolean;
}

/** `value.field` */
export interface Access extends Placed {
  readonly kind: 'access';
  readonly value: Expression;
  readonly field: Name;
}

/** `value[index]` */
export interface Index extends Placed {
  readonly kind: 'index';
  readonly value: Expression;
  readonly index: Expression;
}

/** `callee(args)` */
export interface Call extends Placed {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Expression[];
}

export type UnaryOperator = '!' | '-';

export interface Unary extends Placed {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

export type BinaryOperator = Exclude<OperatorKind, '!' | '=' | '{' | '}' | '(' | ')' | '[' | ']' | ',' | '.'>;

/** `a + b + c` is `(a + b) + c`. A chain may be as long as the file: whoever follows `left` must not recurse for it. */
export interface Binary extends Placed {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly operatorRange: Range;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Parenthesised extends Placed {
  readonly kind: 'parenthesised';
  readonly inner: Expression;
}

/** Stands where an expression should be. Only in texts with problems. */
export interface MissingExpression extends Placed {
  readonly kind: 'missing';
}

/**
 * The statements of a file as plain data. In a text with problems, what could not be understood is left out; Alloy would
 * refuse the whole file.
 *
 * @param tree the tree `parse` returned.
 */
export function fileOf(tree: Node): AlloyFile {
  return { ...placed(tree), statements: statementsOf(findNode(tree, 'body')) };
}

/** The expression of a tree that `parseExpression` returned, or of a node that is an expression. */
export function expressionOf(node: Node): Expression {
  switch (node.kind) {
    case 'literal':
      return { kind: 'literal', ...placed(node), ...literalOf(node) };
    case 'identifier':
      return { kind: 'identifier', ...placed(node), name: findToken(node, 'IDENT')?.text ?? '' };
    case 'list':
      return { kind: 'list', ...placed(node), elements: operandsOf(node).map(expressionOf) };
    case 'object':
      return { kind: 'object', ...placed(node), fields: fieldsOf(node) };
    case 'access':
      return { kind: 'access', ...placed(node), value: operandOf(node, 0), field: nameOf(findToken(node, 'IDENT')) };
    case 'index':
      return { kind: 'index', ...placed(node), value: operandOf(node, 0), index: operandOf(node, 1) };
    case 'call':
      return { kind: 'call', ...placed(node), callee: operandOf(node, 0), args: argumentsOf(node) };
    case 'unary':
      return unaryOf(node);
    case 'binary':
      return binaryOf(node);
    case 'parenthesised':
      return { kind: 'parenthesised', ...placed(node), inner: operandOf(node, 0) };
    case 'file':
    case 'block-as-value':
      return operandOf(node, 0);
    default:
      return { kind: 'missing', range: { start: node.start, end: node.start }, node };
  }
}

function placed(node: Node): Placed {
  return { range: rangeOf(node), node };
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}

function nameOf(token: Token | undefined): Name {
  return token === undefined ? { text: '', range: { start: 0, end: 0 } } : { text: token.text, range: rangeOf(token) };
}

/** Statements are found in skipped parts too: the parser reads those once more for what they would say on their own. */
function statementsOf(body: Node | undefined): Statement[] {
  const statements: Statement[] = [];
  collectStatements(body, statements);
  return statements;
}

function collectStatements(parent: Node | undefined, statements: Statement[]): void {
  for (const child of parent?.children ?? []) {
    if (!isNode(child)) continue;
    if (child.kind === 'attribute') statements.push(attributeOf(child));
    else if (child.kind === 'block') statements.push(blockOf(child));
    else if (child.kind === 'skipped') collectStatements(child, statements);
  }
}

function attributeOf(node: Node): Attribute {
  const [name] = fragmentsOf(node);
  return { kind: 'attribute', ...placed(node), name: name ?? nameOf(undefined), value: operandOf(node, 0) };
}

function blockOf(node: Node): Block {
  const nameFragments = fragmentsOf(node);
  return {
    kind: 'block',
    ...placed(node),
    name: nameFragments.map((fragment) => fragment.text).join('.'),
    nameFragments,
    nameRange: { start: node.start, end: nameFragments.at(-1)?.range.end ?? node.start },
    label: labelOf(node),
    body: statementsOf(findNode(node, 'body')),
    openBrace: nameOf(findToken(node, '{')).range,
    closeBrace: nameOf(findToken(node, '}')).range,
  };
}

function fragmentsOf(statement: Node): Name[] {
  const fragments: Name[] = [];
  for (const child of findNode(statement, 'head')?.children ?? []) {
    if (!isNode(child) && child.kind === 'IDENT') fragments.push(nameOf(child));
  }
  return fragments;
}

function labelOf(block: Node): Name | undefined {
  const head = findNode(block, 'head');
  const label = head === undefined ? undefined : findNode(head, 'label');
  if (label === undefined) return undefined;
  const token = nameOf(findToken(label, 'STRING'));
  return token.text.length <= 2 ? undefined : { text: token.text.slice(1, -1), range: token.range };
}

const EXPRESSIONS: ReadonlySet<NodeKind> = new Set<NodeKind>([
  'literal',
  'identifier',
  'list',
  'object',
  'access',
  'index',
  'call',
  'unary',
  'binary',
  'parenthesised',
  'block-as-value',
  'missing',
]);

function operandsOf(node: Node): Node[] {
  return node.children.filter(isNode).filter((child) => EXPRESSIONS.has(child.kind));
}

/** The inner expression with that index. It is always there: the parser puts a missing one where it finds none. */
function operandOf(node: Node, index: number): Expression {
  const operand = operandsOf(node)[index];
  return operand === undefined
    ? { kind: 'missing', range: { start: node.end, end: node.end }, node }
    : expressionOf(operand);
}

function argumentsOf(call: Node): Expression[] {
  return operandsOf(call).slice(1).map(expressionOf);
}

function fieldsOf(object: Node): ObjectField[] {
  const fields = object.children.filter(isNode).filter((child) => child.kind === 'field');
  return fields.map((field) => ({ ...placed(field), key: keyOf(field), value: operandOf(field, 0) }));
}

function keyOf(field: Node): ObjectKey {
  const name = nameOf(findToken(field, 'IDENT', 'STRING'));
  const isQuoted = /^["`]./su.test(name.text) && name.text.length > 2;
  return { ...name, text: isQuoted ? name.text.slice(1, -1) : name.text, isQuoted };
}

const LITERAL_TYPES: ReadonlyMap<string, LiteralType> = new Map([
  ['STRING', 'string'],
  ['NUMBER', 'number'],
  ['FLOAT', 'float'],
  ['BOOL', 'bool'],
  ['NULL', 'null'],
]);

function literalOf(node: Node): { type: LiteralType; text: string } {
  const [token] = tokensOf(node);
  return { type: LITERAL_TYPES.get(token?.kind ?? '') ?? 'null', text: token?.text ?? '' };
}

function unaryOf(node: Node): Unary {
  const operator = findToken(node, '!') === undefined ? '-' : '!';
  return { kind: 'unary', ...placed(node), operator, operand: operandOf(node, 0) };
}

const BINARY_OPERATORS = ['||', '&&', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', '^'] as const;

/** A chain may be as long as the file, so its left side is followed without recursion. */
function binaryOf(node: Node): Binary {
  const chain: Node[] = [];
  for (let inner: Node | undefined = node; inner?.kind === 'binary'; inner = operandsOf(inner)[0]) chain.push(inner);
  const [first = node, ...outer] = chain.toReversed();
  return outer.reduce((left, around) => joined(around, left), joined(first, operandOf(first, 0)));
}

function joined(node: Node, left: Expression): Binary {
  const token = findToken(node, ...BINARY_OPERATORS);
  return {
    kind: 'binary',
    ...placed(node),
    operator: BINARY_OPERATORS.find((operator) => operator === token?.kind) ?? '+',
    operatorRange: nameOf(token).range,
    left,
    right: operandOf(node, 1),
  };
}
