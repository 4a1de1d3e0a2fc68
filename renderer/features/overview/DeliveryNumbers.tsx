import { makeStyles, tokens } from '@fluentui/react-components';
import type { MachineStatus } from '../../../shared/contract/status';
import { desk, forcedColors, oneColumn } from '../../parts/desk';
import { useNow } from '../../platform/useNow';
import { formatDuration, formatNumber, formatRate } from '../../words/format';
import { t } from '../../words/t';
import { hostOf, known } from './lead';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    [oneColumn]: { display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: '12px 0' },
  },
  number: {
    minWidth: '88px',
    padding: '0 16px',
    borderLeft: `1px solid ${desk.deskEdgeSoft}`,
    whiteSpace: 'nowrap',
    [forcedColors]: { borderLeftColor: 'CanvasText' },
    [oneColumn]: { padding: '0 12px' },
  },
  value: {
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  unit: {
    marginLeft: '4px',
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
  },
  note: {
    maxWidth: '176px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
});

/** The four numbers behind "metrics arrive"; a number that is not known is not shown. */
export function DeliveryNumbers({ status }: { readonly status: MachineStatus }) {
  const styles = useStyles();
  const now = useNow();
  const endpoints = known(status.endpoints) ?? [];
  const [first] = endpoints;
  const rates = endpoints.flatMap(({ deliveredPerSecond }) => deliveredPerSecond ?? []);
  const ages = endpoints.flatMap(({ newestSentAgeSeconds }) => newestSentAgeSeconds ?? []);
  const newestMs = now - status.readAtMs + Math.min(...ages) * 1_000;
  const failed = endpoints.reduce((sum, { failedSamples }) => sum + failedSamples, 0);
  const numbers = [
    status.program.activeSeries === undefined
      ? undefined
      : { value: formatNumber(status.program.activeSeries), unit: t('kpi-series'), note: t('kpi-series-note') },
    rates.length === 0
      ? undefined
      : {
          value: formatRate(rates.reduce((sum, rate) => sum + rate, 0)),
          unit: t('kpi-rate'),
          note:
            first && endpoints.length === 1
              ? t('kpi-rate-note', { host: hostOf(first.url) })
              : t('kpi-rate-many', { count: endpoints.length }),
        },
    ages.length === 0 ? undefined : { value: formatDuration(Math.max(0, newestMs)), unit: '', note: t('kpi-newest') },
    { value: formatNumber(failed), unit: t('kpi-failed'), note: t('kpi-failed-note') },
  ].filter((number) => number !== undefined);
  return (
    <ul className={styles.root}>
      {numbers.map(({ value, unit, note }) => (
        <li key={note} className={styles.number}>
          <div className={styles.value}>
            {value}
            {unit !== '' && <span className={styles.unit}>{unit}</span>}
          </div>
          <div className={styles.note} title={note}>
            {note}
          </div>
        </li>
      ))}
    </ul>
  );
}
