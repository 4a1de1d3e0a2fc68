import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { DeliveryVerdict, EndpointStatus } from '../../../shared/contract/endpoint';
import { oneColumn } from '../../parts/desk';
import { MarkedText } from '../../parts/MarkedText';
import { SignalMark } from '../../parts/SignalMark';
import { StatusMark, type Tone } from '../../parts/StatusMark';
import { useNow } from '../../platform/useNow';
import { formatAge, formatExact, formatNumber, formatRate, formatTime } from '../../words/format';
import { explainCause, t } from '../../words/t';
import { useFlowStyles } from './flow.styles';
import { hostOf, isLosing } from './lead';

const useStyles = makeStyles({
  root: { display: 'grid', rowGap: '6px' },
  numbers: {
    display: 'grid',
    gridTemplateColumns: 'repeat(5, minmax(0, auto))',
    justifyContent: 'space-between',
    columnGap: '8px',
    [oneColumn]: { gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', rowGap: '8px' },
  },
  number: { minWidth: 0 },
  name: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
  value: { fontWeight: tokens.fontWeightSemibold, whiteSpace: 'nowrap' },
  foot: { display: 'flex', alignItems: 'end', columnGap: '8px' },
  sentence: { flexGrow: 1 },
  test: { flexShrink: 0, whiteSpace: 'nowrap', marginRight: '-8px' },
});

export const verdictTones: Readonly<Record<DeliveryVerdict, Tone>> = {
  healthy: 'good',
  shaky: 'warning',
  rejecting: 'bad',
  unreachable: 'bad',
  idle: 'off',
  'not-known-yet': 'unknown',
};

export interface EndpointBoxProps {
  readonly endpoint: EndpointStatus;
  readonly readAtMs: number;
  readonly onTest: () => void;
}

/** One endpoint: what was delivered, what was not, and why. */
export function EndpointBox({ endpoint, readAtMs, onTest }: EndpointBoxProps) {
  const styles = useStyles();
  const flow = useFlowStyles();
  const now = useNow();
  const { url, verdict, cause, sinceMs, newestSentAgeSeconds: age } = endpoint;
  const newestMs = age === undefined ? undefined : readAtMs - age * 1_000;
  const numbers = [
    { name: t('endpoint-delivered'), value: formatNumber(endpoint.deliveredSamples) },
    { name: t('endpoint-failed'), value: formatNumber(endpoint.failedSamples) },
    { name: t('endpoint-pending'), value: formatNumber(endpoint.pendingSamples) },
    {
      name: t('endpoint-rate'),
      value: endpoint.deliveredPerSecond === undefined ? '–' : formatRate(endpoint.deliveredPerSecond),
    },
    {
      name: t('endpoint-newest'),
      value: newestMs === undefined ? t('endpoint-never') : formatAge(newestMs, now),
      title: newestMs === undefined ? undefined : formatExact(newestMs),
    },
  ];
  return (
    <div className={mergeClasses(flow.box, styles.root, isLosing(endpoint) && flow.losing)}>
      <div className={flow.head}>
        <SignalMark signal="metrics" size={16} />
        <span className={flow.name} title={url}>
          {hostOf(url)}
        </span>
        <StatusMark tone={verdictTones[verdict]}>
          <span title={formatExact(sinceMs)}>
            {t(`verdict-${verdict}`)} {t('since', { time: formatTime(sinceMs, now) })}
          </span>
        </StatusMark>
      </div>
      <dl className={styles.numbers}>
        {numbers.map(({ name, value, title }) => (
          <div key={name} className={styles.number}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.value} title={title}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.foot}>
        <span className={mergeClasses(flow.caption, styles.sentence)}>
          <MarkedText>{cause ? explainCause(cause.words).happened : t(`verdict-text-${verdict}`)}</MarkedText>
        </span>
        <Button
          className={styles.test}
          size="small"
          appearance="subtle"
          onClick={onTest}
          aria-label={`${t('lead-test')} ${hostOf(url)}`}
        >
          {t('lead-test')}
        </Button>
      </div>
    </div>
  );
}
