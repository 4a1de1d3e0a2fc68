import type { OperationContext } from '../../../shared/contract/contract';
import { fail, type Result } from '../../../shared/contract/result';
import type { MachineFacts } from '../../machine/facts';

type Change<Request, Value> = (request: Request, context: OperationContext) => Promise<Result<Value>>;

/** A change that is not begun without the rights of an administrator; half of it would fail in the middle. */
export function withRights<Request, Value>(
  facts: MachineFacts,
  change: Change<Request, Value>,
): Change<Request, Value> {
  return async (request, context) => {
    const read = await facts.read();
    if (!read.ok) return read;
    return read.value.isElevated ? change(request, context) : fail('not-elevated', 'not-elevated');
  };
}
