/** The types that attributes of the evaluated components have. */
import { formatDuration, parseDuration } from '../go-text';
import { jsonArray, jsonObject, jsonOf, jsonString, type JsonValue } from '../json-body';
import { compileGoRegexp } from '../prometheus/go-regexp';
import type { Labels, SampleReceiver } from '../prometheus/labels';
import type { ArgumentType } from './arguments';
import { readBool, readItems, readNumber, readString } from './conversion';
import { ConversionError, within } from './problem';
import { capsuleValue, nullValue, targetValue, type Value } from './value';

const goTypes: Readonly<Record<string, string>> = { integer: 'int64', unsigned: 'uint64', float: 'float64' };

export const string: ArgumentType<string> = { zero: '', isComparable: true, read: readString, show: jsonString };

export const bool: ArgumentType<boolean> = {
  zero: false,
  isComparable: true,
  read: readBool,
  show: (value) => ({ type: 'bool', value }),
};

/** Integers: fractions are cut without a word. */
export const integer: ArgumentType<number> = {
  zero: 0,
  isComparable: true,
  read: (value) => Math.trunc(readNumber(value)),
  show: (value) => ({ type: 'number', value }),
};

export const float: ArgumentType<number> = { ...integer, read: readNumber };

/** A duration in milliseconds. A number is read as text first, so `10` lacks its unit. */
export const duration: ArgumentType<number> = {
  zero: 0,
  isComparable: true,
  read: (value) => {
    if (value.type === 'null') return 0;
    const reading = parseDuration(readTyped(value));
    if (!reading.ok) throw new ConversionError(reading.message);
    return reading.ms;
  },
  show: (ms) => jsonString(formatDuration(ms)),
};

/** A byte size such as `10MiB`; kept as text because nothing here limits by it. */
export const byteSize: ArgumentType<string> = {
  ...string,
  read: (value) => {
    const text = readTyped(value);
    const [, unit = ''] = /^[\d.]+(.*)$/.exec(text) ?? [];
    if (text !== '' && text !== '0' && !/^(K|M|G|T|P|E)?i?B$/.test(unit)) {
      throw new ConversionError(`units: unknown unit ${unit} in ${text}`);
    }
    return text;
  },
};

/** A regular expression that is kept as text once it has been understood. */
export const regexp: ArgumentType<string> = {
  ...string,
  read: (value) => {
    const text = readTyped(value);
    const reading = compileGoRegexp(text, { anchored: true });
    if (!reading.ok) throw new ConversionError(reading.message);
    return text;
  },
};

/** One of several words; anything else is refused with the words of the type. */
export function oneOf<T extends string>(
  words: readonly T[],
  zero: T,
  refuse: (text: string) => string,
): ArgumentType<T> {
  return {
    zero,
    isComparable: true,
    read: (value) => {
      const text = readTyped(value);
      const word = words.find((candidate) => candidate === text);
      if (word === undefined) throw new ConversionError(refuse(text));
      return word;
    },
    show: jsonString,
  };
}

export interface Secret {
  readonly text: string;
}

const emptySecret: Secret = { text: '' };

/** Text becomes a secret; a secret never becomes text again. */
export const secret: ArgumentType<Secret> = {
  zero: emptySecret,
  isComparable: true,
  read: (value) => {
    const text = value.type === 'capsule' && 'text' in value.capsule ? value.capsule.text : readString(value);
    return text === '' ? emptySecret : { text };
  },
  show: (value) => jsonOf(capsuleValue({ kind: 'secret', text: value.text })),
};

/** Nothing stands for a list that was never written. */
export function list<T>(item: ArgumentType<T>): ArgumentType<readonly T[] | undefined> {
  return {
    zero: undefined,
    isComparable: false,
    read: (value) => readItems(value)?.map((part, index) => within({ index }, () => item.read(part))),
    show: (items) => jsonArray((items ?? []).map((part) => item.show(part))),
  };
}

export function map<T>(item: ArgumentType<T>): ArgumentType<ReadonlyMap<string, T> | undefined> {
  return {
    zero: undefined,
    isComparable: false,
    read: (value) => {
      if (value.type === 'null') return undefined;
      if (value.type !== 'object') throw ConversionError.mismatch('object', value.type);
      return new Map([...value.fields].map(([key, part]) => [key, within({ key }, () => item.read(part))] as const));
    },
    show: (entries) => jsonObject([...(entries ?? [])].map(([key, part]) => [key, item.show(part)] as const)),
  };
}

/** A target: an object whose values become text, whatever they are. */
export const target: ArgumentType<Labels> = {
  zero: new Map(),
  isComparable: false,
  read: readTarget,
  show: (labels) => jsonOf(targetValue(labels)),
};

export const targets = list(target);

function readTarget(value: Value): Labels {
  if (value.type === 'capsule' && value.capsule.kind === 'target') return value.capsule.labels;
  if (value.type === 'object') {
    return new Map([...value.fields].map(([key, part]) => [key, labelText(part)] as const));
  }
  if (value.type === 'null') return new Map();
  if (value.type === 'capsule') throw ConversionError.mismatch('capsule', 'capsule');
  const goType = value.type === 'number' ? (goTypes[value.kind] ?? 'int64') : value.type;
  throw new ConversionError(`target::ConvertFrom: conversion from '${goType}' is not supported`);
}

function labelText(value: Value): string {
  try {
    return readString(value);
  } catch {
    const shown = jsonOf(value);
    return typeof shown.value === 'string' ? shown.value : JSON.stringify(shown.value);
  }
}

export interface NamedReceiver {
  readonly name: string;
  readonly receiver: SampleReceiver;
}

/** A receiver of samples. Those of components that are not evaluated swallow what they get. */
export const metricsReceiver: ArgumentType<NamedReceiver> = {
  zero: { name: '', receiver: { append: () => undefined } },
  isComparable: true,
  read: (value) => {
    if (value.type === 'capsule' && value.capsule.kind === 'metrics-receiver') return value.capsule;
    if (value.type === 'capsule' && value.capsule.kind === 'opaque' && value.capsule.wire === 'MetricsReceiver') {
      return { name: value.capsule.name, receiver: { append: () => undefined } };
    }
    const wanted = 'capsule("storage.Appendable")';
    throw ConversionError.mismatch(wanted, value.type === 'capsule' ? capsuleName(value) : value.type);
  },
  show: (value): JsonValue => ({ type: 'capsule', value: value.name }),
};

function capsuleName(value: Value): string {
  if (value.type !== 'capsule') return value.type;
  const names = {
    secret: 'alloytypes.Secret',
    'optional-secret': 'alloytypes.OptionalSecret',
    target: 'discovery.Target',
  };
  const name = names[value.capsule.kind as keyof typeof names];
  if (name !== undefined) return `capsule("${name}")`;
  return 'wire' in value.capsule && value.capsule.wire === 'LogsReceiver' ? 'capsule("loki.LogsReceiver")' : 'capsule';
}

/** A value that is carried along as it is. */
export const anything: ArgumentType<Value> = {
  zero: nullValue,
  isComparable: false,
  read: (value) => value,
  show: jsonOf,
};

/** Typed texts are parsed from text; what is no text is told by its type. */
function readTyped(value: Value): string {
  return readString(value);
}
