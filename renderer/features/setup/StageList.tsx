import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import {
  ArrowCounterclockwise20Regular,
  CheckmarkCircle20Filled,
  Circle20Regular,
  ErrorCircle20Filled,
} from '@fluentui/react-icons';
import type { OperationProgress } from '../../../shared/contract/operation';
import type { ApplyOutcome } from '../../../shared/contract/setup';
import { desk, forcedColors, oneColumn } from '../../parts/desk';
import { sentenceOf, t } from '../../words/t';
import { stageIds, type Delivery, type StageId, type StageState } from './setup-result';

const useStyles = makeStyles({
  stage: {
    display: 'grid',
    gridTemplateColumns: '20px 176px minmax(0, 1fr)',
    columnGap: '12px',
    alignItems: 'center',
    minHeight: '44px',
    padding: '0 15px',
    borderTop: `1px solid ${desk.deskEdgeSoft}`,
    [forcedColors]: { borderTopColor: 'CanvasText' },
    [oneColumn]: { gridTemplateColumns: '20px minmax(0, 1fr)', padding: '8px 15px' },
  },
  running: { fontWeight: tokens.fontWeightSemibold },
  note: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
    [oneColumn]: { gridColumn: '2' },
  },
  passed: { color: desk.deskGood, [forcedColors]: { color: 'CanvasText' } },
  failed: { color: desk.deskBad, [forcedColors]: { color: 'CanvasText' } },
  undone: { color: desk.deskWarning, [forcedColors]: { color: 'CanvasText' } },
  waits: { color: tokens.colorNeutralForeground3 },
});

export interface StageListProps {
  readonly stages: Readonly<Record<StageId, StageState>>;
  readonly outcome: ApplyOutcome | undefined;
  readonly progress: OperationProgress | undefined;
  readonly delivery: Delivery;
  readonly intervalSeconds: number;
  /** Since the configuration is in use. */
  readonly waitedMs: number;
}

/** The stages with icon and word, in their order. */
export function StageList({ stages, outcome, progress, delivery, intervalSeconds, waitedMs }: StageListProps) {
  const styles = useStyles();
  const noteOf = (id: StageId, state: StageState): string => {
    if (id === 'healthy' && outcome?.state === 'committed')
      return t('stage-note-components', { count: outcome.componentCount, still: outcome.stillUnhealthy.length });
    if (id === 'delivered' && state === 'passed' && delivery.endpoint)
      return t('stage-note-delivered', { count: delivery.delivered, host: hostOf(delivery.endpoint.url) });
    if (id === 'delivered' && state === 'runs') {
      // The queue waits up to 5 s for a full batch after the scrape.
      const isLate = waitedMs > (intervalSeconds * 2 + 15) * 1_000;
      return isLate ? t('stage-note-late') : t('stage-note-waiting', { seconds: intervalSeconds + 5 });
    }
    return state === 'runs' && progress ? sentenceOf(progress.step) : t(`stage-state-${state}`);
  };
  return (
    <ol aria-label={t('result-list')}>
      {stageIds.map((id) => {
        const state = stages[id];
        return (
          <li key={id} className={mergeClasses(styles.stage, state === 'runs' && styles.running)} data-stage={state}>
            <StageIcon state={state} />
            <span>{t(`stage-${id}`)}</span>
            <span className={styles.note}>{noteOf(id, state)}</span>
          </li>
        );
      })}
    </ol>
  );
}

function StageIcon({ state }: { readonly state: StageState }) {
  const styles = useStyles();
  switch (state) {
    case 'runs':
      return <Spinner size="extra-tiny" aria-hidden />;
    case 'passed':
      return <CheckmarkCircle20Filled className={styles.passed} aria-hidden />;
    case 'failed':
      return <ErrorCircle20Filled className={styles.failed} aria-hidden />;
    case 'undone':
      return <ArrowCounterclockwise20Regular className={styles.undone} aria-hidden />;
    case 'waits':
      return <Circle20Regular className={styles.waits} aria-hidden />;
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
