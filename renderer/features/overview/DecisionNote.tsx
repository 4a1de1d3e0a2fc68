import { Button } from '@fluentui/react-components';
import type { LastChange } from '../../../shared/contract/status';
import { ErrorNote } from '../../parts/ErrorNote';
import { FailureNote } from '../../parts/FailureNote';
import { useOperation } from '../../platform/useOperation';
import { t } from '../../words/t';

export interface DecisionNoteProps {
  readonly change: LastChange;
  /** Changes run one at a time. */
  readonly isBusy: boolean;
}

/** A change that waits for a person stands above everything else: restoring is the default answer. */
export function DecisionNote({ change: { applyId }, isBusy }: DecisionNoteProps) {
  const decide = useOperation('applyDecide');
  const answer = (choice: 'keep' | 'restore') => void decide.run({ applyId, choice });
  return (
    <>
      <ErrorNote
        tone="warning"
        sentence={{ happened: t('change-waits'), means: t('outcome-text-undecided') }}
        actions={
          <>
            <Button appearance="primary" disabled={isBusy} onClick={() => answer('restore')}>
              {t('change-restore')}
            </Button>
            <Button disabled={isBusy} onClick={() => answer('keep')}>
              {t('change-keep')}
            </Button>
          </>
        }
      />
      {decide.operation.state === 'failed' && (
        <FailureNote
          failure={decide.operation.failure}
          isNews
          actions={<Button onClick={decide.forget}>{t('action-dismiss')}</Button>}
        />
      )}
    </>
  );
}
