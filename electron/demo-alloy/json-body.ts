/**
 * The JSON form in which the API shows arguments, exports and debug information.
 * Source: grafana/alloy `syntax/encoding/alloyjson`.
 */
import { capsuleValue, withoutTarget, type Capsule, type Value } from './runtime/value';

export type JsonValue =
  | { readonly type: 'null'; readonly value: null }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'string' | 'function' | 'capsule'; readonly value: string }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'array'; readonly value: readonly JsonValue[] }
  | { readonly type: 'object'; readonly value: readonly { readonly key: string; readonly value: JsonValue }[] };

export type JsonStatement =
  | { readonly name: string; readonly type: 'attr'; readonly value: JsonValue }
  | { readonly name: string; readonly type: 'block'; readonly label?: string; readonly body: readonly JsonStatement[] };

export const jsonString = (value: string): JsonValue => ({ type: 'string', value });
export const jsonArray = (value: readonly JsonValue[]): JsonValue => ({ type: 'array', value });
export const attribute = (name: string, value: JsonValue): JsonStatement => ({ name, type: 'attr', value });
export const blockOf = (name: string, body: readonly JsonStatement[]): JsonStatement => ({ name, type: 'block', body });

/** An object; the keys come sorted, as those of a Go map do. */
export function jsonObject(entries: Iterable<readonly [string, JsonValue]>): JsonValue {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return { type: 'object', value: sorted.map(([key, value]) => ({ key, value })) };
}

/** Any value of the language as JSON; secrets are masked. */
export function jsonOf(value: Value): JsonValue {
  const seen = withoutTarget(value);
  switch (seen.type) {
    case 'null':
      return { type: 'null', value: null };
    case 'number':
      return { type: 'number', value: Number(seen.value) };
    case 'string':
      return jsonString(seen.value);
    case 'bool':
      return { type: 'bool', value: seen.value };
    case 'array':
      return jsonArray(seen.items.map(jsonOf));
    case 'object':
      return jsonObject([...seen.fields].map(([key, item]) => [key, jsonOf(item)] as const));
    case 'function':
      return { type: 'function', value: 'function' };
    case 'capsule':
      return capsuleJson(seen.capsule);
  }
}

function capsuleJson(capsule: Capsule): JsonValue {
  switch (capsule.kind) {
    case 'secret':
      return { type: 'capsule', value: '(secret)' };
    case 'optional-secret':
      return capsule.isSecret ? { type: 'capsule', value: '(secret)' } : jsonString(capsule.text);
    case 'relabel-rules':
      return { type: 'capsule', value: 'capsule("relabel.Rules")' };
    case 'target':
      return jsonOf(capsuleValue(capsule));
    default:
      return { type: 'capsule', value: capsule.name };
  }
}
