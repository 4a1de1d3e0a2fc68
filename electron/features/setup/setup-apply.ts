import type { OperationContext } from '../../../shared/contract/contract';
import { fail, type Result } from '../../../shared/contract/result';
import type { ApplyOutcome, ApplyRequest } from '../../../shared/contract/setup';
import { applyConfiguration } from '../../apply/apply-configuration';
import type { SetupEnvironment } from './setup-environment';
import { prepareSetup } from './setup-plan';

/** What a person confirmed is what runs: the plan is made again, and another one is `state-changed`. */
export async function applySetup(
  { value, planHash }: ApplyRequest,
  environment: SetupEnvironment,
  context: OperationContext,
): Promise<Result<ApplyOutcome>> {
  const prepared = await prepareSetup(value, environment);
  if (!prepared.ok) return prepared;
  const { shown, expected } = prepared.value;
  if (shown.plan.hash !== planHash) return fail('state-changed', 'plan-changed');
  return applyConfiguration(environment.apply, { text: shown.after, expected }, context);
}
