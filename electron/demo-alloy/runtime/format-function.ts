/** `string.format`: the verbs of Go's `fmt.Sprintf` that make sense for values of a configuration. */
import { formatFloat, quote } from '../go-text';
import { ConversionError, within } from './problem';
import { readString } from './conversion';
import { jsonText } from './json-function';
import { nullValue, numberOf, numberText, type Value } from './value';

/** The first argument is the format, the others fill it. */
export function formatText(args: readonly Value[]): string {
  if (args.length < 1) throw new ConversionError('expected at least 1 args, got 0');
  const format = within({ index: 0 }, () => readString(args[0] ?? nullValue));
  const values = args.slice(1);
  let used = 0;
  const text = format.replace(
    /%([-+ 0#]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g,
    (_all, flags: string, width: string, digits, verb) => {
      if (verb === '%') return '%';
      const value = values[used];
      used += 1;
      if (!value) return `%!${String(verb)}(MISSING)`;
      return padded(
        verbText(String(verb), value, digits === undefined ? undefined : Number(digits)),
        flags,
        Number(width),
      );
    },
  );
  return text;
}

function verbText(verb: string, value: Value, digits: number | undefined): string {
  if (value.type === 'number') {
    if (verb === 'd' && value.kind !== 'float') return value.value.toString();
    if (verb === 'f') return numberOf(value).toFixed(digits ?? 6);
    if (verb === 'g' || verb === 'v') return value.kind === 'float' ? formatFloat(value.value, 21) : numberText(value);
    if (verb === 'x' && value.kind !== 'float') return value.value.toString(16);
    return `%!${verb}(${value.kind === 'float' ? 'float64' : 'int'}=${numberText(value)})`;
  }
  if (value.type === 'string') {
    if (verb === 'q') return quote(value.value);
    return verb === 's' || verb === 'v' ? value.value : `%!${verb}(string=${value.value})`;
  }
  if (value.type === 'bool')
    return verb === 't' || verb === 'v' ? String(value.value) : `%!${verb}(bool=${value.value})`;
  return jsonText(value);
}

function padded(text: string, flags: string, width: number): string {
  if (flags.includes('-')) return text.padEnd(width);
  return text.padStart(width, flags.includes('0') ? '0' : ' ');
}
