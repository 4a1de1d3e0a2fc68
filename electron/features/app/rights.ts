import type { OperationContext } from '../../../shared/contract/contract';
import { fail, type Result } from '../../../shared/contract/result';
import type { MachineFacts } from '../../machine/facts';

type Change<Request, Value> = (request: Request, context: OperationContext) => Promise<Result<Value>>;

/** Whether the program itself can be trusted where it lies. */
export type ProgramGuard = () => Promise<Result<void>>;

export interface Rights {
  readonly facts: MachineFacts;
  readonly guardProgram: ProgramGuard;
}

/**
 * The same change, begun only with the rights of an administrator, without which it would fail half way, and only by a
 * program that nobody else can change.
 */
export function withRights<Request, Value>(
  { facts, guardProgram }: Rights,
  change: Change<Request, Value>,
): Change<Request, Value> {
  return async (request, context) => {
    const guarded = await guardProgram();
    if (!guarded.ok) return guarded;
    const read = await facts.read();
    if (!read.ok) return read;
    return read.value.isElevated ? change(request, context) : fail('not-elevated', 'not-elevated');
  };
}
