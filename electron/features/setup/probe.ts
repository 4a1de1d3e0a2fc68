import type { OperationContext } from '../../../shared/contract/contract';
import { probeStages, type ProbeReport, type ProbeStageName } from '../../../shared/contract/endpoint';
import { fail, ok, type Result } from '../../../shared/contract/result';
import type { ProgressId } from '../../../shared/contract/words';
import { judgeAddress } from '../../../shared/setup/address';
import { probeEndpoint } from '../../alloy-api/endpoint-probe';
import type { Clock } from '../../machine/clock';

const progressOf: Readonly<Record<ProbeStageName, ProgressId>> = {
  name: 'progress-probe-name',
  connection: 'progress-probe-connection',
  write: 'progress-probe-write',
};

/** Tests an address that a person typed; writes nothing there. */
export async function probeTypedAddress(
  url: string,
  clock: Clock,
  { signal, report }: OperationContext,
): Promise<Result<ProbeReport>> {
  if (judgeAddress(url).problems.length > 0) return fail('invalid-request', 'config-incomplete');
  const result = await probeEndpoint(url, {
    signal,
    now: () => clock.now(),
    onStage: (stage) =>
      report({
        step: { id: progressOf[stage] },
        stepIndex: probeStages.indexOf(stage),
        stepCount: probeStages.length,
        canCancel: true,
      }),
  });
  return signal.aborted ? fail('cancelled', 'operation-cancelled') : ok(result);
}
