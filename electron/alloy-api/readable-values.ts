/** Alloy's JSON form of arguments, exports and debug information, made readable for a person. */
import { AlloyStatement } from './alloy-answers';
import { redactCredentials } from './redaction';

export interface ReadableField {
  readonly path: string;
  readonly text: string;
}

const maxFields = 2_000;
const maxDepth = 30;

/** One field an attribute; blocks by dots, repeated blocks counted from 1: `rule[2].regex`. Secrets read `(secret)`. */
export function readableFields(statements: readonly AlloyStatement[]): readonly ReadableField[] {
  const fields: ReadableField[] = [];
  walk(statements, '', 0, fields);
  return fields;
}

function walk(statements: readonly unknown[], prefix: string, depth: number, fields: ReadableField[]): void {
  const parsed = statements.flatMap((statement) => {
    const result = AlloyStatement.safeParse(statement);
    return result.success ? [result.data] : [];
  });
  const seen = new Map<string, number>();
  for (const statement of parsed) {
    if (fields.length >= maxFields) return;
    const name = statement.label ? `${statement.name} "${statement.label}"` : statement.name;
    if (statement.type === 'attr') {
      fields.push({
        path: `${prefix}${name}`.slice(0, 1_000),
        text: redactCredentials(readableValue(statement.value, 0)).slice(0, 10_000),
      });
      continue;
    }
    if (depth >= maxDepth) continue;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const isRepeated = parsed.filter((other) => other.type === 'block' && other.name === statement.name).length > 1;
    walk(statement.body ?? [], `${prefix}${name}${isRepeated ? `[${count}]` : ''}.`, depth + 1, fields);
  }
}

/** `{"type": T, "value": V}` as text, in the manner of the configuration language. */
export function readableValue(value: unknown, depth: number): string {
  if (!isRecord(value) || depth > maxDepth) return '…';
  const { type, value: inner } = value;
  switch (type) {
    case 'null':
      return 'null';
    case 'string':
      return String(inner);
    case 'number':
    case 'bool':
      return String(inner);
    case 'array':
      return `[${list(inner)
        .map((item) => readableValue(item, depth + 1))
        .join(', ')}]`;
    case 'object':
      return `{${list(inner)
        .map((entry) =>
          isRecord(entry) ? `${String(entry['key'])} = ${readableValue(entry['value'], depth + 1)}` : '…',
        )
        .join(', ')}}`;
    case 'capsule':
    case 'function':
      return String(inner);
    default:
      return '…';
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
