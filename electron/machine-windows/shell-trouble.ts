import { fail, type Failure, type FailureCode } from '../../shared/contract/result';

/** What is wrong with a shell itself, as opposed to a failure that the module reports. */
export type ShellTrouble = 'missing' | 'blocked' | 'slow' | 'ended' | 'cancelled';

const troubles: Readonly<Record<ShellTrouble, Pick<Failure, 'code' | 'reason'>>> = {
  missing: { code: 'unsupported', reason: 'powershell-missing' },
  blocked: { code: 'blocked-by-policy', reason: 'powershell-blocked' },
  slow: { code: 'timed-out', reason: 'powershell-slow' },
  ended: { code: 'unexpected', reason: 'powershell-ended' },
  cancelled: { code: 'cancelled', reason: 'operation-cancelled' },
};

export function troubled(trouble: ShellTrouble, detail: string): ReturnType<typeof fail> {
  const { code, reason } = troubles[trouble];
  return fail(code, reason, { detail });
}

const reasons: Partial<Record<FailureCode, Parameters<typeof fail>[1]>> = {
  'access-denied': 'machine-access-denied',
  'blocked-by-policy': 'powershell-blocked',
  'not-elevated': 'machine-access-denied',
  cancelled: 'operation-cancelled',
  'timed-out': 'machine-slow',
};

/** For callers that know no better reason. */
export function reasonOf(code: FailureCode): Parameters<typeof fail>[1] {
  return reasons[code] ?? 'unexpected';
}
