import type { SetupContext } from '../../../shared/contract/setup';
import { ErrorNote } from '../../parts/ErrorNote';
import { explainFailure, t } from '../../words/t';

/** Why nothing can be applied on this machine, and what to do about it. */
export function BlockedNote({ context: { alloyInstalled, blocked } }: { readonly context: SetupContext }) {
  if (!alloyInstalled)
    return <ErrorNote tone="warning" sentence={{ happened: t('setup-blocked'), means: t('setup-no-alloy') }} />;
  return blocked && <ErrorNote tone="warning" sentence={explainFailure(blocked)} />;
}
