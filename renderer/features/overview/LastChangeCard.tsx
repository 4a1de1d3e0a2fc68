import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Known } from '../../../shared/contract/result';
import type { LastChange } from '../../../shared/contract/status';
import { FailureNote } from '../../parts/FailureNote';
import { SectionCard } from '../../parts/SectionCard';
import { StatusMark, type Tone } from '../../parts/StatusMark';
import { useNow } from '../../platform/useNow';
import { useOperation } from '../../platform/useOperation';
import { formatExact, formatTime } from '../../words/format';
import { explainFailure, t } from '../../words/t';

const useStyles = makeStyles({
  text: { color: tokens.colorNeutralForeground2 },
  line: {
    marginTop: '4px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: tokens.spacingVerticalM },
  failure: { marginTop: tokens.spacingVerticalM },
});

const tones: Readonly<Record<LastChange['outcome'], Tone>> = {
  committed: 'good',
  restored: 'info',
  undecided: 'warning',
  unfinished: 'warning',
};

export interface LastChangeCardProps {
  readonly lastChange: Known<LastChange | null>;
  readonly isBusy: boolean;
}

/** What this app changed last, when, by whom and with which end; a change that waits is decided here. */
export function LastChangeCard({ lastChange, isBusy }: LastChangeCardProps) {
  const styles = useStyles();
  const now = useNow();
  const decide = useOperation('applyDecide');
  const change = lastChange.state === 'known' ? lastChange.value : undefined;
  const answer = (choice: 'keep' | 'restore'): void => {
    if (change) void decide.run({ applyId: change.applyId, choice });
  };
  return (
    <SectionCard
      title={t('change-title')}
      aside={change && <StatusMark tone={tones[change.outcome]}>{t(`outcome-${change.outcome}`)}</StatusMark>}
    >
      {lastChange.state === 'unknown' && (
        <p className={styles.text}>{t('not-known', { why: explainFailure(lastChange.failure).happened })}</p>
      )}
      {lastChange.state === 'known' && !change && <p className={styles.text}>{t('change-none')}</p>}
      {change && (
        <>
          <p className={styles.text}>{t(`outcome-text-${change.outcome}`)}</p>
          <p className={styles.line} title={formatExact(change.atMs)}>
            {t('change-line', { time: formatTime(change.atMs, now), user: change.userName })}
          </p>
          {change.outcome === 'undecided' && (
            <div className={styles.actions}>
              <Button appearance="primary" disabled={isBusy} onClick={() => answer('restore')}>
                {t('change-restore')}
              </Button>
              <Button disabled={isBusy} onClick={() => answer('keep')}>
                {t('change-keep')}
              </Button>
            </div>
          )}
        </>
      )}
      {decide.operation.state === 'failed' && (
        <div className={styles.failure}>
          <FailureNote
            failure={decide.operation.failure}
            isNews
            actions={<Button onClick={decide.forget}>{t('action-dismiss')}</Button>}
          />
        </div>
      )}
    </SectionCard>
  );
}
