import { Button } from '@fluentui/react-components';
import type { ChangeChoice } from '../../../shared/contract/setup';
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
export function DecisionNote({ change, isBusy }: DecisionNoteProps) {
  const decide = useOperation('applyDecide');
  const answer = (choice: ChangeChoice) => void decide.run({ applyId: change.applyId, choice });
  return (
    <>
      <ErrorNote
        tone="warning"
        sentence={{ happened: t('change-waits'), means: t(meaningOf(change)) }}
        actions={
          <>
            <Button appearance="primary" disabled={isBusy} onClick={() => answer('restore')}>
              {t('change-restore')}
            </Button>
            {change.choices.includes('keep') && (
              <Button disabled={isBusy} onClick={() => answer('keep')}>
                {t('change-keep')}
              </Button>
            )}
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

function meaningOf({ outcome, choices }: LastChange) {
  if (!choices.includes('keep')) return 'change-waits-former';
  if (outcome === 'undecided') return 'change-waits-undecided';
  return outcome === 'restore-failed' ? 'change-waits-failed' : 'change-waits-unfinished';
}
