import type { SetupContext } from '../../../shared/contract/setup';
import type { ReasonId } from '../../../shared/contract/words';
import { ErrorNote } from '../../parts/ErrorNote';
import { lastOf } from '../../platform/query-store';
import { useMachineStatus } from '../../platform/useMachineStatus';
import { explainFailure, t } from '../../words/t';

/** Why nothing can be applied on this machine, and what to do about it. */
export function BlockedNote({ context }: { readonly context: SetupContext }) {
  const status = lastOf(useMachineStatus().query)?.value;
  if (!context.alloyInstalled)
    return <ErrorNote tone="warning" sentence={{ happened: t('setup-blocked'), means: t('setup-no-alloy') }} />;
  const isDirectory = status?.config.state === 'known' && status.config.value.kind === 'directory';
  const reason: ReasonId = isDirectory ? 'config-is-directory' : 'config-foreign';
  return <ErrorNote tone="warning" sentence={explainFailure({ reason, params: { path: context.configPath } })} />;
}
