/** Conversion of a value to plain types, with the rules of attributes and function arguments. */
import { ConversionError, within } from './problem';
import { numberText, type Value } from './value';

/** Numbers become text; a secret never does. */
export function readString(value: Value): string {
  switch (value.type) {
    case 'null':
      return '';
    case 'string':
      return value.value;
    case 'number':
      return numberText(value);
    case 'capsule':
      if (value.capsule.kind === 'optional-secret' && !value.capsule.isSecret) return value.capsule.text;
      if ('text' in value.capsule) throw new ConversionError('secrets may not be converted into strings');
      throw ConversionError.mismatch('string', 'capsule');
    default:
      throw ConversionError.mismatch('string', value.type);
  }
}

/** Text converts to a number where it reads as one. */
export function readNumber(value: Value): number {
  if (value.type === 'null') return 0;
  if (value.type === 'number') return Number(value.value);
  if (value.type === 'string' && /^-?\d+$|^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value.value))
    return Number(value.value);
  throw ConversionError.mismatch('number', value.type);
}

export function readBool(value: Value): boolean {
  if (value.type === 'null') return false;
  if (value.type === 'bool') return value.value;
  throw ConversionError.mismatch('bool', value.type);
}

/** Nothing where null stands, which differs from an empty list on the detail page. */
export function readItems(value: Value): readonly Value[] | undefined {
  if (value.type === 'null') return undefined;
  if (value.type === 'array') return value.items;
  throw ConversionError.mismatch('array', value.type);
}

export function readStringList(value: Value): string[] {
  return (readItems(value) ?? []).map((item, index) => within({ index }, () => readString(item)));
}
