/**
 * Values of the Alloy language.
 * Source: grafana/alloy `syntax/internal/value`.
 */
import { plainNumber } from '../go-text';
import type { Labels, SampleReceiver } from '../prometheus/labels';
import type { RelabelRule } from '../prometheus/relabel';

export type NumberKind = 'unsigned' | 'integer' | 'float';

export type Value =
  | { readonly type: 'null' }
  | { readonly type: 'number'; readonly kind: 'unsigned' | 'integer'; readonly value: bigint }
  | { readonly type: 'number'; readonly kind: 'float'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'array'; readonly items: readonly Value[] }
  | { readonly type: 'object'; readonly fields: ReadonlyMap<string, Value> }
  | { readonly type: 'function'; readonly call: (args: readonly Value[]) => Value }
  | { readonly type: 'capsule'; readonly capsule: Capsule };

/** Values of the host that the language only hands on. */
export type Capsule =
  | { readonly kind: 'secret'; readonly text: string }
  /** A text that may be a secret: `local.file` exports one. */
  | { readonly kind: 'optional-secret'; readonly text: string; readonly isSecret: boolean }
  | { readonly kind: 'target'; readonly labels: Labels }
  | { readonly kind: 'metrics-receiver'; readonly name: string; readonly receiver: SampleReceiver }
  | { readonly kind: 'relabel-rules'; readonly rules: readonly RelabelRule[] }
  /** A value of a component that is not evaluated: it can be passed on and does nothing. */
  | { readonly kind: 'opaque'; readonly name: string; readonly wire: string };

export const nullValue: Value = { type: 'null' };

export const stringValue = (value: string): Value => ({ type: 'string', value });
export const boolValue = (value: boolean): Value => ({ type: 'bool', value });
export const floatValue = (value: number): Value => ({ type: 'number', kind: 'float', value });
export const integerValue = (value: bigint | number): Value => ({
  type: 'number',
  kind: 'integer',
  value: BigInt(value),
});
export const arrayValue = (items: readonly Value[]): Value => ({ type: 'array', items });
export const objectValue = (fields: Iterable<readonly [string, Value]>): Value => ({
  type: 'object',
  fields: new Map(fields),
});
export const capsuleValue = (capsule: Capsule): Value => ({ type: 'capsule', capsule });
export const targetValue = (labels: Labels): Value => capsuleValue({ kind: 'target', labels });

/** A number in decimal, without exponent; floats in their shortest form. */
export function numberText(value: Extract<Value, { type: 'number' }>): string {
  return value.kind === 'float' ? plainNumber(value.value) : value.value.toString();
}

/** The number as JavaScript has it; good enough for everything that is counted here. */
export function numberOf(value: Extract<Value, { type: 'number' }>): number {
  return Number(value.value);
}

/** A target seen as the object it converts to; other values as they are. */
export function withoutTarget(value: Value): Value {
  if (value.type !== 'capsule' || value.capsule.kind !== 'target') return value;
  return objectValue([...value.capsule.labels].map(([name, text]) => [name, stringValue(text)] as const));
}

/** Equality of `==`: numbers by value, lists and objects deeply, functions never. */
export function sameValue(left: Value, right: Value): boolean {
  if (left.type !== right.type) return false;
  switch (left.type) {
    case 'null':
      return true;
    case 'number':
      return right.type === 'number' && numberOf(left) === numberOf(right);
    case 'string':
    case 'bool':
      return (left as { value: unknown }).value === (right as { value: unknown }).value;
    case 'array': {
      const others = right.type === 'array' ? right.items : [];
      return (
        left.items.length === others.length && left.items.every((item, i) => sameValue(item, others[i] ?? nullValue))
      );
    }
    case 'object': {
      const others = right.type === 'object' ? right.fields : new Map<string, Value>();
      if (left.fields.size !== others.size) return false;
      return [...left.fields].every(([key, item]) => {
        const other = others.get(key);
        return other !== undefined && sameValue(item, other);
      });
    }
    case 'function':
      return false;
    case 'capsule':
      return right.type === 'capsule' && sameCapsule(left.capsule, right.capsule);
  }
}

function sameCapsule(left: Capsule, right: Capsule): boolean {
  if (left.kind !== right.kind) return false;
  if (left.kind === 'target' && right.kind === 'target') {
    return sameValue(withoutTarget(capsuleValue(left)), withoutTarget(capsuleValue(right)));
  }
  if ('text' in left && 'text' in right) return left.text === right.text;
  if ('name' in left && 'name' in right) return left.name === right.name;
  return left === right;
}
