/** What can go wrong while a configuration is evaluated, with the place where the real program reports it. */
import type { Expression } from '../../../shared/language/views';
import type { SourceText, Range } from '../../../shared/language/text';

/** One configuration file as it was read. */
export interface ConfigFile {
  readonly path: string;
  readonly source: SourceText;
}

/** A message at a place of a file; without a place it concerns the whole configuration. */
export interface Diagnostic {
  readonly message: string;
  readonly file?: ConfigFile;
  readonly range?: Range;
  /** Only the start is known (most syntax errors), so one mark is drawn. */
  readonly isPoint?: boolean;
}

/** Thrown where evaluation stops; carries the place if the message belongs to one. */
export class EvaluationError extends Error {
  readonly range: Range | undefined;

  constructor(message: string, range?: Range) {
    super(message);
    this.range = range;
  }
}

export type PathStep = { readonly index: number } | { readonly key: string };

/** A value that does not convert. Becomes an `EvaluationError` once the expression it came from is known. */
export class ConversionError extends Error {
  /** From the value that was asked for down to the part that is wrong. */
  readonly path: readonly PathStep[];
  /** Set for the wrong kind of value: only these are worded `should be …, got …`. */
  readonly mismatch: { readonly expected: string; readonly got: string } | undefined;

  constructor(message: string, path: readonly PathStep[] = [], mismatch?: { expected: string; got: string }) {
    super(message);
    this.path = path;
    this.mismatch = mismatch;
  }

  static mismatch(expected: string, got: string): ConversionError {
    return new ConversionError(`expected ${expected}, got ${got}`, [], { expected, got });
  }

  below(step: PathStep): ConversionError {
    return new ConversionError(this.message, [step, ...this.path], this.mismatch);
  }
}

/** Runs a conversion of a part and remembers which part it was. */
export function within<T>(step: PathStep, convert: () => T): T {
  try {
    return convert();
  } catch (error) {
    throw error instanceof ConversionError ? error.below(step) : error;
  }
}

/**
 * Words a failed conversion: the text of the nearest expression, the path below it, and what is wrong.
 * Source: grafana/alloy `syntax/vm/error.go`.
 */
export function placeConversion(error: ConversionError, expression: Expression, source: SourceText): EvaluationError {
  let nearest = expression;
  let path = '';
  for (const step of error.path) {
    const part = path === '' ? partOf(nearest, step) : undefined;
    if (part) nearest = part;
    else path += 'index' in step ? `[${step.index}]` : `.${step.key}`;
  }
  const text = source.text.slice(nearest.range.start, nearest.range.end) + path;
  const { mismatch } = error;
  const what = mismatch ? `should be ${mismatch.expected}, got ${mismatch.got}` : error.message;
  return new EvaluationError(`${text} ${what}`, nearest.range);
}

function partOf(expression: Expression, step: PathStep): Expression | undefined {
  if (expression.kind === 'list' && 'index' in step) return expression.elements[step.index];
  if (expression.kind === 'object' && 'key' in step) {
    return expression.fields.findLast((field) => field.key.text === step.key)?.value;
  }
  return undefined;
}

/** `file:line:column: message`, or `-: message` without a place. */
export function diagnosticText(diagnostic: Diagnostic): string {
  if (!diagnostic.file || !diagnostic.range) return `-: ${diagnostic.message}`;
  const { line, column } = diagnostic.file.source.bytePositionAt(diagnostic.range.start);
  return `${diagnostic.file.path}:${line}:${column}: ${diagnostic.message}`;
}

/** What an error made of several diagnostics says: the first, and how many more there are. */
export function diagnosticsText(diagnostics: readonly Diagnostic[]): string {
  const [first, ...more] = diagnostics;
  if (!first) return 'no errors';
  return diagnosticText(first) + (more.length > 0 ? ` (and ${more.length} more diagnostics)` : '');
}
