/** Alloy's JSON form of arguments, exports and debug information, made readable for a person. */
import { AlloyStatement } from './alloy-answers';
import { redactCredentials } from './redaction';

export interface ReadableField {
  readonly path: string;
  readonly text: string;
}

const maxFields = 2_000;
const maxDepth = 30;

/**
 * Maps whose values Alloy shows in clear although people put keys and tokens there: what goes into requests of
 * `prometheus.remote_write`, `loki.write`, `prometheus.scrape` and OAuth 2.
 */
const secretMaps = new Set(['headers', 'http_headers', 'proxy_connect_header', 'endpoint_params']);

/** As Alloy itself writes what it keeps to itself. */
const secret = '(secret)';

/** One field an attribute; blocks by dots, repeated blocks counted from 1: `rule[2].regex`. Secrets read `(secret)`. */
export function readableFields(statements: readonly AlloyStatement[]): readonly ReadableField[] {
  const fields: ReadableField[] = [];
  walk(statements, { prefix: '', block: '', depth: 0 }, fields);
  return fields;
}

interface Place {
  readonly prefix: string;
  /** Name of the block around it. */
  readonly block: string;
  readonly depth: number;
}

function walk(statements: readonly unknown[], { prefix, block, depth }: Place, fields: ReadableField[]): void {
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
        text: redactCredentials(attributeText(statement, block)).slice(0, 10_000),
      });
      continue;
    }
    if (depth >= maxDepth) continue;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const isRepeated = parsed.filter((other) => other.type === 'block' && other.name === statement.name).length > 1;
    const inner = {
      prefix: `${prefix}${name}${isRepeated ? `[${count}]` : ''}.`,
      block: statement.name,
      depth: depth + 1,
    };
    walk(statement.body ?? [], inner, fields);
  }
}

function attributeText({ name, value }: AlloyStatement, block: string): string {
  // `otelcol.auth.headers` has a block for each.
  if (block === 'header' && name === 'value') return secret;
  return readableValue(value, 0, secretMaps.has(name));
}

/**
 * `{"type": T, "value": V}` as text, in the manner of the configuration language. Of what is secret only names are shown.
 */
function readableValue(value: unknown, depth: number, isSecret = false): string {
  if (!isRecord(value) || depth > maxDepth) return '…';
  const { type, value: inner } = value;
  if (isSecret && type !== 'object' && type !== 'null') return secret;
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
        .map((entry) => (isRecord(entry) ? entryText(entry, depth + 1, isSecret) : '…'))
        .join(', ')}}`;
    case 'capsule':
    case 'function':
      return String(inner);
    default:
      return '…';
  }
}

function entryText({ key, value }: Record<string, unknown>, depth: number, isSecret: boolean): string {
  const name = String(key);
  return `${name} = ${readableValue(value, depth, isSecret || secretMaps.has(name))}`;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
