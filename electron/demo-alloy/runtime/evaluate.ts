/**
 * Evaluates expressions of the Alloy language.
 * Source: grafana/alloy `syntax/vm/vm.go`, `op_binary.go`, `op_unary.go`.
 */
import type { BinaryOperator, Expression } from '../../../shared/language/views';
import { decodeString, parseNumber } from '../../../shared/language/values';
import type { SourceText } from '../../../shared/language/text';
import { ConversionError, EvaluationError, placeConversion } from './problem';
import {
  arrayValue,
  boolValue,
  capsuleValue,
  nullValue,
  numberOf,
  objectValue,
  sameValue,
  stringValue,
  withoutTarget,
  type NumberKind,
  type Value,
} from './value';

/** Where names are looked up: the exports of components and variables first, then the standard library. */
export interface Scope {
  readonly source: SourceText;
  lookUp(name: string): Value | undefined;
}

type NumberValue = Extract<Value, { type: 'number' }>;

/** The value of an expression; throws an `EvaluationError` with the place of the first thing that is wrong. */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return literalValue(expression.type, expression.text, expression);
    case 'identifier': {
      const value = scope.lookUp(expression.name);
      if (value) return value;
      throw new EvaluationError(`identifier "${expression.name}" does not exist`, expression.range);
    }
    case 'list':
      return arrayValue(expression.elements.map((element) => evaluate(element, scope)));
    case 'object':
      return objectValue(expression.fields.map((field) => [field.key.text, evaluate(field.value, scope)] as const));
    case 'access':
      return accessField(evaluate(expression.value, scope), expression.field.text, expression.field.range);
    case 'index':
      return indexValue(expression, scope);
    case 'call':
      return callFunction(expression, scope);
    case 'unary':
      return unaryValue(expression, scope);
    case 'binary':
      return chainValue(expression, scope);
    case 'parenthesised':
      return evaluate(expression.inner, scope);
    case 'missing':
      throw new EvaluationError('expected expression', expression.range);
  }
}

function literalValue(type: string, text: string, expression: Expression): Value {
  switch (type) {
    case 'null':
      return nullValue;
    case 'bool':
      return boolValue(text === 'true');
    case 'string':
      return stringValue(decodeString(text)?.text ?? '');
    default: {
      const number = parseNumber(text);
      if (!number)
        throw new EvaluationError(`strconv.ParseFloat: parsing "${text}": value out of range`, expression.range);
      return number.kind === 'float'
        ? { type: 'number', kind: 'float', value: number.value }
        : { type: 'number', kind: number.kind, value: number.value };
    }
  }
}

function accessField(value: Value, field: string, range: { start: number; end: number }): Value {
  const seen = withoutTarget(value);
  if (seen.type === 'object') {
    const found = seen.fields.get(field);
    if (found) return found;
    throw new EvaluationError(`field "${field}" does not exist`, range);
  }
  if (seen.type === 'capsule') {
    throw new EvaluationError('expected object or array or a capsule convertible to an object, got capsule', range);
  }
  throw new EvaluationError(`cannot access field "${field}" on value of type ${seen.type}`, range);
}

function indexValue(expression: Extract<Expression, { kind: 'index' }>, scope: Scope): Value {
  const value = withoutTarget(evaluate(expression.value, scope));
  const index = evaluate(expression.index, scope);
  if (value.type === 'array') {
    if (index.type !== 'number') throw mismatch(expression.index, scope, 'number', index.type);
    const position = Math.trunc(numberOf(index));
    const item = value.items[position];
    if (item) return item;
    const message = `index ${position} is out of range of array with length ${value.items.length}`;
    throw new EvaluationError(message, expression.index.range);
  }
  if (value.type === 'object') {
    if (index.type !== 'string') throw mismatch(expression.index, scope, 'string', index.type);
    return value.fields.get(index.value) ?? nullValue;
  }
  throw new EvaluationError(`expected object or array, got ${value.type}`, expression.value.range);
}

function callFunction(expression: Extract<Expression, { kind: 'call' }>, scope: Scope): Value {
  const callee = evaluate(expression.callee, scope);
  if (callee.type !== 'function') throw mismatch(expression.callee, scope, 'function', callee.type);
  const args = expression.args.map((argument) => evaluate(argument, scope));
  try {
    return callee.call(args);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    const [first, ...rest] = error.path;
    const argument = first && 'index' in first ? expression.args[first.index] : undefined;
    if (argument) {
      throw placeConversion(new ConversionError(error.message, rest, error.mismatch), argument, scope.source);
    }
    throw placeConversion(error, expression.callee, scope.source);
  }
}

function unaryValue(expression: Extract<Expression, { kind: 'unary' }>, scope: Scope): Value {
  const operand = evaluate(expression.operand, scope);
  if (expression.operator === '!') {
    if (operand.type !== 'bool') throw mismatch(expression.operand, scope, 'bool', operand.type);
    return boolValue(!operand.value);
  }
  if (operand.type !== 'number') throw mismatch(expression.operand, scope, 'number', operand.type);
  if (operand.kind === 'float') return { ...operand, value: -operand.value };
  return { type: 'number', kind: 'integer', value: -operand.value };
}

function mismatch(expression: Expression, scope: Scope, expected: string, got: string): EvaluationError {
  return placeConversion(ConversionError.mismatch(expected, got), expression, scope.source);
}

const operandTypes: Readonly<Record<BinaryOperator, readonly string[]>> = {
  '||': ['bool'],
  '&&': ['bool'],
  '==': [],
  '!=': [],
  '<': ['number', 'string'],
  '<=': ['number', 'string'],
  '>': ['number', 'string'],
  '>=': ['number', 'string'],
  '+': ['number', 'string', 'capsule'],
  '-': ['number'],
  '*': ['number'],
  '/': ['number'],
  '%': ['number'],
  '^': ['number'],
};

/** From the innermost term on, without recursion: a chain may be as long as the file. */
function chainValue(expression: Extract<Expression, { kind: 'binary' }>, scope: Scope): Value {
  const chain: Extract<Expression, { kind: 'binary' }>[] = [];
  let innermost: Expression = expression;
  for (; innermost.kind === 'binary'; innermost = innermost.left) chain.push(innermost);
  return chain.reduceRight((left, around) => binaryValue(around, left, scope), evaluate(innermost, scope));
}

function binaryValue(expression: Extract<Expression, { kind: 'binary' }>, left: Value, scope: Scope): Value {
  const { operator } = expression;
  const right = evaluate(expression.right, scope);
  if (operator === '==') return boolValue(sameValue(left, right));
  if (operator === '!=') return boolValue(!sameValue(left, right));
  const allowed = operandTypes[operator];
  for (const [side, value] of [
    [expression.left, left],
    [expression.right, right],
  ] as const) {
    if (allowed.includes(value.type)) continue;
    const message = `should be one of [${allowed.join(' ')}] for binop ${operator}, got ${value.type}`;
    throw placeConversion(new ConversionError(message), side, scope.source);
  }
  const joined = operator === '+' ? joinSecrets(left, right) : undefined;
  if (joined) return joined;
  if (left.type !== right.type) throw mismatch(expression.right, scope, left.type, right.type);
  if (left.type === 'bool' && right.type === 'bool') {
    return boolValue(operator === '||' ? left.value || right.value : left.value && right.value);
  }
  if (left.type === 'string' && right.type === 'string') {
    return operator === '+'
      ? stringValue(left.value + right.value)
      : boolValue(compares(operator, left.value, right.value));
  }
  if (left.type === 'number' && right.type === 'number') return numberResult(expression, left, right);
  throw mismatch(expression.right, scope, left.type, right.type);
}

function compares(operator: BinaryOperator, left: string | number, right: string | number): boolean {
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}

/** A secret joined with a text stays a secret. */
function joinSecrets(left: Value, right: Value): Value | undefined {
  const texts = [left, right].map((value) => {
    if (value.type === 'string') return value.value;
    return value.type === 'capsule' && 'text' in value.capsule ? value.capsule.text : undefined;
  });
  if (left.type === 'string' && right.type === 'string') return undefined;
  if (texts[0] === undefined || texts[1] === undefined) return undefined;
  return capsuleValue({ kind: 'secret', text: texts[0] + texts[1] });
}

const kinds: readonly NumberKind[] = ['unsigned', 'integer', 'float'];

function numberResult(
  expression: Extract<Expression, { kind: 'binary' }>,
  left: NumberValue,
  right: NumberValue,
): Value {
  const { operator } = expression;
  if (operator.startsWith('<') || operator.startsWith('>')) {
    return boolValue(compares(operator, numberOf(left), numberOf(right)));
  }
  const kind = kinds[Math.max(kinds.indexOf(left.kind), kinds.indexOf(right.kind))] ?? 'float';
  if ((operator === '/' || operator === '%') && kind !== 'float' && numberOf(right) === 0) {
    throw new EvaluationError('divide by zero error', expression.range);
  }
  if (kind === 'float') {
    return { type: 'number', kind, value: floatArithmetic(operator, numberOf(left), numberOf(right)) };
  }
  const exact = integerArithmetic(operator, BigInt(left.value), BigInt(right.value));
  return { type: 'number', kind, value: kind === 'integer' ? BigInt.asIntN(64, exact) : BigInt.asUintN(64, exact) };
}

function floatArithmetic(operator: BinaryOperator, left: number, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  if (operator === '/') return left / right;
  return operator === '%' ? left % right : left ** right;
}

function integerArithmetic(operator: BinaryOperator, left: bigint, right: bigint): bigint {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  if (operator === '/') return left / right;
  if (operator === '%') return left % right;
  return right < 0n ? left : left ** right;
}
