/** Failure is a value: it has a code that decides, a word id that explains, and it survives the trip between processes. */
import { z } from 'zod';
import { WordParams, reasonIds } from './words';

/** Decides what happens next; the same names are the error ids of the PowerShell module. */
export const failureCodes = [
  'invalid-request',
  'untrusted-sender',
  'not-elevated',
  'access-denied',
  'blocked-by-policy',
  'unsupported',
  'not-found',
  'conflict',
  'state-changed',
  'verification-failed',
  'busy',
  'cancelled',
  'timed-out',
  'config-invalid',
  'unexpected',
] as const;

export const FailureCode = z.enum(failureCodes);
export type FailureCode = z.infer<typeof FailureCode>;

/** `reason` is a word id that the page turns into a sentence; `detail` is for the log view, free of secrets and user names. */
export const Failure = z.strictObject({
  code: FailureCode,
  reason: z.enum(reasonIds),
  params: WordParams.optional(),
  detail: z.string().max(20_000).optional(),
});
export type Failure = z.infer<typeof Failure>;

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(
  code: FailureCode,
  reason: Failure['reason'],
  extra: { params?: Failure['params']; detail?: string | undefined } = {},
): { readonly ok: false; readonly failure: Failure } {
  const { params, detail } = extra;
  return {
    ok: false,
    failure: {
      code,
      reason,
      ...(params ? { params } : {}),
      ...(detail === undefined ? {} : { detail: detail.slice(0, 20_000) }),
    },
  };
}

/** The schema of a Result whose value has the schema given. */
export function resultOf<S extends z.ZodType>(value: S) {
  return z.union([
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), failure: Failure }),
  ]);
}

/** A fact that may be unknown: unknown is its own answer and says why. */
export function knownOf<S extends z.ZodType>(value: S) {
  return z.union([
    z.strictObject({ state: z.literal('known'), value }),
    z.strictObject({ state: z.literal('unknown'), failure: Failure }),
  ]);
}
export type Known<T> =
  { readonly state: 'known'; readonly value: T } | { readonly state: 'unknown'; readonly failure: Failure };

export function knownFrom<T>(result: Result<T>): Known<T> {
  return result.ok ? { state: 'known', value: result.value } : { state: 'unknown', failure: result.failure };
}
