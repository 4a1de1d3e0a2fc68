import { makeStyles, tokens } from '@fluentui/react-components';
import type { Known } from '../../../shared/contract/result';
import type { LastChange } from '../../../shared/contract/status';
import { SectionCard } from '../../parts/SectionCard';
import { StatusMark, type Tone } from '../../parts/StatusMark';
import { useNow } from '../../platform/useNow';
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
});

const tones: Readonly<Record<LastChange['outcome'], Tone>> = {
  committed: 'good',
  restored: 'info',
  undecided: 'warning',
  unfinished: 'warning',
  'restore-failed': 'bad',
  overtaken: 'info',
};

export interface LastChangeCardProps {
  readonly lastChange: Known<LastChange | null>;
}

/** What this app changed last, when, by whom and with which end. */
export function LastChangeCard({ lastChange }: LastChangeCardProps) {
  const styles = useStyles();
  const now = useNow();
  const change = lastChange.state === 'known' ? lastChange.value : undefined;
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
          {/* What waits for a decision is explained where it is decided. */}
          {change.choices.length === 0 && <p className={styles.text}>{t(`outcome-text-${change.outcome}`)}</p>}
          {change.why && <p className={styles.text}>{t(`change-why-${change.why}`)}</p>}
          <p className={styles.line} title={formatExact(change.atMs)}>
            {t('change-line', { time: formatTime(change.atMs, now), user: change.userName })}
          </p>
        </>
      )}
    </SectionCard>
  );
}
