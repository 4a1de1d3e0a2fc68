/** Which components a block refers to. Source: grafana/alloy `internal/runtime/internal/controller/component_references.go`. */
import type { Expression, Statement } from '../../../shared/language/views';
import type { Range } from '../../../shared/language/text';

/** A maximal chain `name.field.field`, interrupted by index and call. */
export interface Traversal {
  readonly names: readonly string[];
  readonly range: Range;
}

/** Every chain of a body, in the order of the text. */
export function traversalsOf(statements: readonly Statement[]): Traversal[] {
  return statements.flatMap((statement) =>
    statement.kind === 'attribute' ? traversalsIn(statement.value) : traversalsOf(statement.body),
  );
}

function traversalsIn(expression: Expression): Traversal[] {
  const chain = chainOf(expression);
  if (chain) return [chain];
  switch (expression.kind) {
    case 'list':
      return expression.elements.flatMap(traversalsIn);
    case 'object':
      return expression.fields.flatMap((field) => traversalsIn(field.value));
    case 'access':
      return traversalsIn(expression.value);
    case 'index':
      return [...traversalsIn(expression.value), ...traversalsIn(expression.index)];
    case 'call':
      return [...traversalsIn(expression.callee), ...expression.args.flatMap(traversalsIn)];
    case 'unary':
      return traversalsIn(expression.operand);
    case 'binary':
      return termsOf(expression).flatMap(traversalsIn);
    case 'parenthesised':
      return traversalsIn(expression.inner);
    default:
      return [];
  }
}

/** `a`, `b`, `c` of `a + b + c`. */
function termsOf(expression: Expression): readonly Expression[] {
  const terms: Expression[] = [];
  let left = expression;
  for (; left.kind === 'binary'; left = left.left) terms.push(left.right);
  return [left, ...terms.toReversed()];
}

function chainOf(expression: Expression): Traversal | undefined {
  if (expression.kind === 'identifier') return { names: [expression.name], range: expression.range };
  if (expression.kind !== 'access') return undefined;
  const inner = chainOf(expression.value);
  if (!inner) return undefined;
  const range = { start: inner.range.start, end: expression.field.range.end };
  return { names: [...inner.names, expression.field.text], range };
}
