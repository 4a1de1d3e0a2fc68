/**
 * The shape of a block's arguments: which attributes and blocks it takes, how a body is read into plain data and how that
 * data is shown again.
 * Source: grafana/alloy `syntax/vm/struct_decoder.go`, `syntax/encoding/alloyjson`.
 */
import type { Block, Statement } from '../../../shared/language/views';
import { attribute as jsonAttribute, blockOf, type JsonStatement, type JsonValue } from '../json-body';
import { evaluate, type Scope } from './evaluate';
import { ConversionError, EvaluationError, placeConversion } from './problem';
import type { Value } from './value';

/** How one attribute's value converts and is shown. */
export interface ArgumentType<T> {
  /** What is there when nothing was written and no default exists. */
  readonly zero: T;
  /** Lists and maps cannot be compared in Go, so they are shown even where they equal the default. */
  readonly isComparable: boolean;
  read(value: Value): T;
  show(value: T): JsonValue;
}

/** One entry of a body. `T` is what it reads into. */
export interface Field<T> {
  readonly kind: 'attribute' | 'block' | 'optional-block' | 'blocks' | 'ignored-block';
  readonly isRequired: boolean;
  readonly initial: T;
  readonly type?: ArgumentType<T>;
  readonly body?: Body<object>;
  /** Shown unless it equals this; `initial` where absent. */
  readonly hiddenValue?: T;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;
export type Decoded<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** A body that is read into `T`. */
export interface Body<T> {
  readonly fields: Fields;
  /** Rules about combinations; answers the message of the one that is broken. */
  readonly check?: (value: T) => string | undefined;
}

export function bodyOf<F extends Fields>(
  fields: F,
  check?: (value: Decoded<F>) => string | undefined,
): Body<Decoded<F>> {
  return check ? { fields, check } : { fields };
}

export function required<T>(type: ArgumentType<T>): Field<T> {
  return { kind: 'attribute', isRequired: true, initial: type.zero, type };
}

export function optional<T>(type: ArgumentType<T>, initial: T = type.zero, shown?: 'unless-zero'): Field<T> {
  const field: Field<T> = { kind: 'attribute', isRequired: false, initial, type };
  return shown ? { ...field, hiddenValue: type.zero } : field;
}

/** A block that is always there in the arguments, with defaults of its own where it is not written. */
export function embeddedBlock<T extends object>(body: Body<T>): Field<T> {
  return { kind: 'block', isRequired: false, initial: initialOf(body), body: body as Body<object> };
}

export function optionalBlock<T extends object>(body: Body<T>): Field<T | undefined> {
  return { kind: 'optional-block', isRequired: false, initial: undefined, body: body as Body<object> };
}

export function blocks<T extends object>(body: Body<T>): Field<readonly T[]> {
  return { kind: 'blocks', isRequired: false, initial: [], body: body as Body<object> };
}

/** A block that is accepted without being looked into. */
export function ignoredBlock(): Field<undefined> {
  return { kind: 'ignored-block', isRequired: false, initial: undefined };
}

/** What a body is before anything was written into it. */
export function initialOf<T extends object>(body: Body<T>): T {
  return Object.fromEntries(Object.entries(body.fields).map(([name, field]) => [name, field.initial])) as T;
}

/** Reads a body, stopping at the first thing that is wrong. */
export function decodeBody<T extends object>(body: Body<T>, statements: readonly Statement[], scope: Scope): T {
  const values = initialOf(body) as Record<string, unknown>;
  const seen = new Map<string, number>();
  for (const statement of statements) {
    const name = statement.kind === 'attribute' ? statement.name.text : statement.name;
    const field = Object.hasOwn(body.fields, name) ? body.fields[name] : undefined;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    if (statement.kind === 'attribute') decodeAttribute(values, name, field, count, statement, scope);
    else decodeBlock(values, name, field, count, statement, statements, scope);
  }
  for (const [name, field] of Object.entries(body.fields)) {
    if (field.isRequired && !seen.has(name)) throw new EvaluationError(`missing required attribute "${name}"`);
  }
  const problem = body.check?.(values as T);
  if (problem !== undefined) throw new EvaluationError(problem);
  return values as T;
}

function decodeAttribute(
  values: Record<string, unknown>,
  name: string,
  field: Field<unknown> | undefined,
  count: number,
  statement: Extract<Statement, { kind: 'attribute' }>,
  scope: Scope,
): void {
  if (!field) throw new EvaluationError(`unrecognized attribute name "${name}"`, statement.range);
  if (!field.type) {
    throw new EvaluationError(`"${name}" must be a block, but is used as an attribute`, statement.range);
  }
  if (count > 1) throw new EvaluationError(`attribute "${name}" may only be provided once`, statement.range);
  const value = evaluate(statement.value, scope);
  try {
    values[name] = field.type.read(value);
  } catch (error) {
    throw error instanceof ConversionError ? placeConversion(error, statement.value, scope.source) : error;
  }
}

function decodeBlock(
  values: Record<string, unknown>,
  name: string,
  field: Field<unknown> | undefined,
  count: number,
  block: Block,
  all: readonly Statement[],
  scope: Scope,
): void {
  if (!field) throw new EvaluationError(`unrecognized block name "${name}"`, block.range);
  if (field.kind === 'attribute') {
    throw new EvaluationError(`"${name}" must be an attribute, but is used as a block`, block.range);
  }
  const total = all.filter((other) => other.kind === 'block' && other.name === name).length;
  if (field.kind !== 'blocks' && total > 1 && count === 1) {
    throw new EvaluationError(`block "${name}" may only be specified once`, block.range);
  }
  if (block.label) {
    const range = { start: block.nameRange.start, end: block.openBrace.end };
    throw new EvaluationError(`block "${name}" does not support specifying labels`, range);
  }
  if (!field.body) return;
  const decoded = decodeBody(field.body, block.body, scope);
  values[name] = field.kind === 'blocks' ? [...(values[name] as readonly object[]), decoded] : decoded;
}

/** The statements that the detail page shows: what differs from the defaults, in the order of the fields. */
export function showBody<T extends object>(body: Body<T>, value: T): JsonStatement[] {
  const values = value as Readonly<Record<string, unknown>>;
  return Object.entries(body.fields).flatMap(([name, field]): JsonStatement[] => {
    const current = values[name];
    if (field.type) return showAttribute(name, field, field.type, current);
    if (!field.body || current === undefined) return [];
    if (field.kind === 'blocks') {
      const repeated = field.body;
      return (current as readonly object[]).map((item) => blockOf(name, showBody(repeated, item)));
    }
    const isHidden = field.kind === 'block' && isComparable(field.body) && sameShown(field.body, current as object);
    return isHidden ? [] : [blockOf(name, showBody(field.body, current as object))];
  });
}

function showAttribute(
  name: string,
  field: Field<unknown>,
  type: ArgumentType<unknown>,
  value: unknown,
): JsonStatement[] {
  const shown = jsonAttribute(name, type.show(value));
  if (field.isRequired) return [shown];
  if (value === undefined) return [];
  if (!type.isComparable) return [shown];
  const hidden = 'hiddenValue' in field ? field.hiddenValue : field.initial;
  return value === hidden ? [] : [shown];
}

function isComparable(body: Body<object>): boolean {
  return Object.values(body.fields).every((field) => field.type?.isComparable ?? field.kind === 'ignored-block');
}

function sameShown(body: Body<object>, value: object): boolean {
  return Object.entries(body.fields).every(
    ([name, field]) => (value as Readonly<Record<string, unknown>>)[name] === field.initial,
  );
}
