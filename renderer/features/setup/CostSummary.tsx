import { makeStyles, tokens } from '@fluentui/react-components';
import { t } from '../../words/t';
import { costOf } from './setup-cost';
import { secondsOf, type SetupDraft } from './setup-draft';

const useStyles = makeStyles({
  strong: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
});

/** `17 collectors · about 1,900 series · every 15 s · about 128 samples/s` */
export function CostSummary({ draft }: { readonly draft: SetupDraft }) {
  const styles = useStyles();
  const seconds = secondsOf(draft.scrapeInterval);
  const { collectors, aboutSeries, unknownCollectors, aboutPerSecond } = costOf(draft.collectors, seconds);
  const rest = [
    t('foot-series', { series: aboutSeries, unknownCollectors }),
    seconds === undefined ? undefined : t('foot-interval', { seconds }),
    aboutPerSecond === undefined
      ? undefined
      : t('foot-rate', { perSecond: aboutPerSecond, isMore: unknownCollectors > 0 }),
  ].filter((part) => part !== undefined);
  return (
    <output>
      <span className={styles.strong}>{t('step-collectors', { count: collectors })}</span>
      {` · ${rest.join(' · ')}`}
    </output>
  );
}
