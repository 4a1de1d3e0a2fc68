/** `encoding.from_json` and `encoding.to_json`: numbers become floats, messages are those of Go's `encoding/json`. */
import { formatFloat } from '../go-text';
import { ConversionError } from './problem';
import { arrayValue, boolValue, floatValue, nullValue, objectValue, stringValue, type Value } from './value';

/** The value of a JSON text. */
export function parseJson(text: string): Value {
  try {
    return fromJson(JSON.parse(text) as unknown);
  } catch {
    throw new ConversionError(jsonProblem(text));
  }
}

/** The JSON text of a value, keys sorted as Go sorts those of a map. */
export function jsonText(value: Value): string {
  switch (value.type) {
    case 'object':
      return `{${[...value.fields]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, item]) => `${JSON.stringify(key)}:${jsonText(item)}`)
        .join(',')}}`;
    case 'array':
      return `[${value.items.map(jsonText).join(',')}]`;
    case 'number':
      return value.kind === 'float' ? formatFloat(value.value, 21) : value.value.toString();
    case 'string':
    case 'bool':
      return JSON.stringify(value.value);
    default:
      return 'null';
  }
}

function fromJson(data: unknown): Value {
  if (data === null) return nullValue;
  if (typeof data === 'string') return stringValue(data);
  if (typeof data === 'number') return floatValue(data);
  if (typeof data === 'boolean') return boolValue(data);
  if (Array.isArray(data)) return arrayValue(data.map(fromJson));
  return objectValue(Object.entries(data as object).map(([key, item]) => [key, fromJson(item)] as const));
}

/** The first thing Go complains about, for the mistakes that happen in practice: a wrong character or an early end. */
function jsonProblem(text: string): string {
  if (text.trim() === '') return 'unexpected end of JSON input';
  const object = /^\s*\{\s*([^"\s}])/.exec(text);
  if (object) return `invalid character ${quoted(object[1])} looking for beginning of object key string`;
  const start = /^\s*([^\s{["\d\-tfn])/.exec(text);
  if (start) return `invalid character ${quoted(start[1])} looking for beginning of value`;
  return 'unexpected end of JSON input';
}

function quoted(character: string | undefined): string {
  return character === "'" ? `'\\''` : `'${character ?? ''}'`;
}
