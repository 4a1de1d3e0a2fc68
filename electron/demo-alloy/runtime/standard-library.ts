/**
 * The functions a configuration of these components plausibly uses.
 * Source: grafana/alloy `syntax/internal/stdlib`, `internal/runtime/internal/controller` for the constants.
 */
import { ConversionError, within } from './problem';
import { readString, readStringList } from './conversion';
import { jsonText, parseJson } from './json-function';
import { formatText } from './format-function';
import { arrayValue, nullValue, objectValue, stringValue, type Value } from './value';

/** What the machine says of itself; handed in so that a test decides. */
export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly hostName: string;
  readonly os: string;
  readonly arch: string;
  readonly version: string;
}

type Native = (args: readonly Value[]) => Value;

const text = (run: (...texts: string[]) => string, count: number): Native =>
  fixed(count, (args) =>
    stringValue(run(...args.map((argument, index) => within({ index }, () => readString(argument))))),
  );

/** The names a configuration may use without declaring them, flat aliases of older versions included. */
export function standardLibrary(machine: Machine): ReadonlyMap<string, Value> {
  const env = text((name) => machine.environment[name] ?? '', 1);
  const strings = stringFunctions();
  const fromJson = fixed(1, ([argument]) => {
    const input = within({ index: 0 }, () => readString(argument ?? nullValue));
    return parseJson(input);
  });
  const fromBase64 = text((input) => Buffer.from(input, 'base64').toString('utf8'), 1);
  const nonsensitive = fixed(1, ([argument]) => stringValue(secretText(argument ?? nullValue)));
  const concat: Native = (args) =>
    arrayValue(args.flatMap((argument, index) => within({ index }, () => listItems(argument))));
  return new Map<string, Value>([
    ['sys', group([['env', env]])],
    ['string', group(strings)],
    ['array', group([['concat', concat]])],
    ['convert', group([['nonsensitive', nonsensitive]])],
    ['encoding', group(encodingFunctions(fromJson, fromBase64))],
    ['file', group([['path_join', (args) => stringValue(joinPath(args, machine.os))]])],
    ['constants', constants(machine)],
    ['coalesce', native((args) => args.find((argument) => !isEmpty(argument)) ?? args.at(-1) ?? nullValue)],
    ['env', native(env)],
    ['nonsensitive', native(nonsensitive)],
    ['concat', native(concat)],
    ['json_decode', native(fromJson)],
    ['base64_decode', native(fromBase64)],
    ...strings.map(([name, call]): [string, Value] => [name, native(call)]),
  ]);
}

function stringFunctions(): [string, Native][] {
  return [
    ['format', (args) => stringValue(formatText(args))],
    [
      'join',
      fixed(2, ([list, separator]) => {
        const parts = within({ index: 0 }, () => readStringList(list ?? nullValue));
        return stringValue(parts.join(within({ index: 1 }, () => readString(separator ?? nullValue))));
      }),
    ],
    ['replace', text((input, old, fresh) => input.replaceAll(old, () => fresh), 3)],
    [
      'split',
      fixed(2, (args) => {
        const [input = '', separator = ''] = args.map((argument, index) =>
          within({ index }, () => readString(argument)),
        );
        return arrayValue(input.split(separator).map(stringValue));
      }),
    ],
    ['to_lower', text((input) => input.toLowerCase(), 1)],
    ['to_upper', text((input) => input.toUpperCase(), 1)],
    ['trim', text((input, set) => trimLeft(trimRight(input, set), set), 2)],
    ['trim_prefix', text((input, prefix) => (input.startsWith(prefix) ? input.slice(prefix.length) : input), 2)],
    ['trim_suffix', text((input, end) => (end !== '' && input.endsWith(end) ? input.slice(0, -end.length) : input), 2)],
    ['trim_space', text((input) => input.trim(), 1)],
  ];
}

function encodingFunctions(fromJson: Native, fromBase64: Native): [string, Native][] {
  return [
    ['from_json', fromJson],
    ['from_base64', fromBase64],
    ['from_URLbase64', text((input) => Buffer.from(input, 'base64url').toString('utf8'), 1)],
    ['to_base64', text((input) => Buffer.from(input).toString('base64'), 1)],
    ['to_URLbase64', text((input) => base64url(input), 1)],
    ['url_encode', text((input) => queryEscape(input), 1)],
    ['url_decode', text((input) => decodeURIComponent(input.replaceAll('+', ' ')), 1)],
    [
      'to_json',
      fixed(1, ([argument]) => {
        if (argument?.type !== 'object') throw new ConversionError('jsonEncode only supports map');
        return stringValue(jsonText(argument));
      }),
    ],
  ];
}

function constants(machine: Machine): Value {
  return objectValue([
    ['hostname', stringValue(machine.hostName)],
    ['os', stringValue(machine.os)],
    ['arch', stringValue(machine.arch)],
    ['version', stringValue(machine.version)],
  ]);
}

function native(call: Native): Value {
  return { type: 'function', call };
}

function group(functions: readonly (readonly [string, Native])[]): Value {
  return objectValue(functions.map(([name, call]) => [name, native(call)] as const));
}

function fixed(count: number, run: Native): Native {
  return (args) => {
    if (args.length !== count) throw new ConversionError(`expected ${count} args, got ${args.length}`);
    return run(args);
  };
}

function listItems(value: Value): readonly Value[] {
  if (value.type === 'null') return [];
  if (value.type !== 'array') throw ConversionError.mismatch('array', value.type);
  return value.items;
}

function secretText(value: Value): string {
  return value.type === 'capsule' && 'text' in value.capsule ? value.capsule.text : readString(value);
}

function isEmpty(value: Value): boolean {
  switch (value.type) {
    case 'null':
      return true;
    case 'string':
      return value.value === '';
    case 'number':
      return Number(value.value) === 0;
    case 'bool':
      return !value.value;
    case 'array':
      return value.items.length === 0;
    case 'object':
      return value.fields.size === 0;
    case 'capsule':
      return 'text' in value.capsule && value.capsule.text === '';
    case 'function':
      return false;
  }
}

function joinPath(args: readonly Value[], os: string): string {
  const separator = os === 'windows' ? '\\' : '/';
  const parts = args
    .map((argument, index) => within({ index }, () => readString(argument)))
    .filter((part) => part !== '');
  const joined = parts.join(separator);
  return os === 'windows' ? joined.replace(/[\\/]+/g, '\\') : joined.replace(/\/+/g, '/');
}

function trimLeft(input: string, set: string): string {
  let start = 0;
  while (start < input.length && set.includes(input.charAt(start))) start += 1;
  return input.slice(start);
}

function trimRight(input: string, set: string): string {
  let end = input.length;
  while (end > 0 && set.includes(input.charAt(end - 1))) end -= 1;
  return input.slice(0, end);
}

/** Go keeps the padding that Node leaves out. */
function base64url(input: string): string {
  return Buffer.from(input).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

function queryEscape(input: string): string {
  return encodeURIComponent(input)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
