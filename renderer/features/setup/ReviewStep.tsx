import { Button, makeStyles, Skeleton, Tab, TabList, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { SetupPlan } from '../../../shared/contract/setup';
import { LoadingBlock } from '../../parts/LoadingBlock';
import { desk, forcedColors, oneColumn } from '../../parts/desk';
import { ErrorNote } from '../../parts/ErrorNote';
import { FailureNote } from '../../parts/FailureNote';
import { NoteList } from '../../parts/NoteList';
import { PlanList } from '../../parts/PlanList';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { StatusMark } from '../../parts/StatusMark';
import { differenceOf } from '../../parts/text-lines';
import { TextDifference } from '../../parts/TextDifference';
import { lastOf } from '../../platform/query-store';
import { useMachineStatus } from '../../platform/useMachineStatus';
import { useOperation } from '../../platform/useOperation';
import { useQuery } from '../../platform/useQuery';
import { useRunningOperation } from '../../platform/useRunningOperation';
import { t } from '../../words/t';
import type { SetupDraft } from './setup-draft';
import { deliveredTo } from './setup-result';
import { useSession } from './setup-session-context';
import { currentValue } from './setup-state';
import { firstIncomplete } from './setup-steps';
import { StepFrame } from './StepFrame';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: '328px minmax(0, 1fr)',
    gridTemplateRows: 'minmax(0, 1fr)',
    gap: '12px',
    flexGrow: 1,
    minHeight: '320px',
    [oneColumn]: { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto' },
  },
  card: {
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    minHeight: 0,
    backgroundColor: desk.deskCard,
    border: `1px solid ${desk.deskEdge}`,
    borderRadius: tokens.borderRadiusXLarge,
    overflow: 'hidden',
    [forcedColors]: { border: '1px solid CanvasText' },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: '8px',
    minHeight: '44px',
    padding: '0 15px',
    borderBottom: `1px solid ${desk.deskEdgeSoft}`,
    flexShrink: 0,
    [forcedColors]: { borderBottomColor: 'CanvasText' },
  },
  title: { fontWeight: tokens.fontWeightSemibold },
  count: { fontSize: tokens.fontSizeBase200 },
  added: { color: desk.deskAdded, marginRight: '6px' },
  removed: { color: desk.deskRemoved },
  tabs: { marginLeft: 'auto', marginRight: '-12px' },
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto', padding: '0 15px', [oneColumn]: { overflowY: 'visible' } },
  notes: { padding: '8px 15px', borderTop: `1px solid ${desk.deskEdgeSoft}`, flexShrink: 0 },
  caption: {
    padding: '6px 15px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  text: { flexGrow: 1, minHeight: 0 },
  strong: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
});

/** What will happen, before it happens: the plan, its notes, and the exact text. */
export function ReviewStep({ draft }: { readonly draft: SetupDraft }) {
  const styles = useStyles();
  const { state, dispatch } = useSession();
  const value = useMemo(() => currentValue({ ...state, draft }), [state, draft]);
  const { query, refresh } = useQuery('setupPlan', value ? { value } : null);
  const apply = useOperation('setupApply');
  const decide = useOperation('applyDecide');
  const status = lastOf(useMachineStatus().query)?.value;
  const isBusy = useRunningOperation() !== null || apply.operation.state === 'loading';
  const shown = query.state === 'ready' ? query.value : undefined;

  const confirm = async (plan: SetupPlan): Promise<void> => {
    if (!value) return;
    decide.forget();
    dispatch({
      type: 'apply-started',
      value,
      text: plan.after,
      deliveredBefore: deliveredTo(status, value.endpoint.url),
    });
    const result = await apply.run({ value, planHash: plan.plan.hash });
    dispatch({ type: 'apply-ended', isInUse: result.ok && result.value.state !== 'restored' });
  };

  const missing = firstIncomplete(draft);
  const canApply = shown !== undefined && query.state === 'ready' && !query.isReloading && !isBusy;
  return (
    <StepFrame
      step="review"
      summary={
        shown ? (
          <>
            <span className={styles.strong}>{t('review-foot', { steps: shown.plan.steps.length })}</span>
            {` · ${t(isBusy ? 'review-busy' : 'review-foot-undo')}`}
          </>
        ) : (
          query.state === 'failed' && t('review-foot-blocked')
        )
      }
      primary={
        <Button appearance="primary" disabled={!canApply} onClick={() => shown && void confirm(shown)}>
          {t('review-apply')}
        </Button>
      }
    >
      {missing !== undefined ? (
        <ErrorNote
          tone="warning"
          sentence={{ happened: t('review-incomplete'), todo: t('review-incomplete-text') }}
          actions={
            <Button onClick={() => dispatch({ type: 'went', step: missing })}>
              {t('review-go-to', { step: t(`step-${missing}`) })}
            </Button>
          }
        />
      ) : query.state === 'failed' ? (
        <FailureNote failure={query.failure} actions={<Button onClick={refresh}>{t('setup-read-again')}</Button>} />
      ) : shown ? (
        <div className={styles.columns}>
          <PlanCard shown={shown} />
          <TextCard shown={shown} />
        </div>
      ) : (
        <Skeleton aria-label={t('setup-reading')}>
          <LoadingBlock size="high" />
        </Skeleton>
      )}
    </StepFrame>
  );
}

function PlanCard({ shown }: { readonly shown: SetupPlan }) {
  const styles = useStyles();
  return (
    <section className={styles.card} aria-label={t('review-plan')}>
      <header className={styles.head}>
        <h3 className={styles.title}>{t('review-plan')}</h3>
      </header>
      <ScrollRegion className={styles.scroll} label={t('review-plan-list')}>
        <PlanList steps={shown.plan.steps} />
      </ScrollRegion>
      {shown.plan.notes.length > 0 && (
        <div className={styles.notes}>
          <NoteList notes={shown.plan.notes} />
        </div>
      )}
    </section>
  );
}

function TextCard({ shown }: { readonly shown: SetupPlan }) {
  const styles = useStyles();
  const [tab, setTab] = useState<'difference' | 'whole'>('difference');
  const difference = useMemo(() => differenceOf(shown.before, shown.after), [shown]);
  const whole = useMemo(() => differenceOf(shown.after, shown.after), [shown]);
  const name = shown.configPath.split(/[\\/]/).at(-1) ?? shown.configPath;
  return (
    <section className={styles.card} aria-label={name}>
      <header className={styles.head}>
        <h3 className={styles.title} title={shown.configPath}>
          {name}
        </h3>
        <span className={styles.count}>
          <span className={styles.added} title={t('difference-added', { count: difference.added })}>
            +{difference.added}
          </span>
          <span className={styles.removed} title={t('difference-removed', { count: difference.removed })}>
            −{difference.removed}
          </span>
        </span>
        <TabList
          className={styles.tabs}
          size="small"
          selectedValue={tab}
          aria-label={t('review-tabs')}
          onTabSelect={(_, { value }) => setTab(value === 'whole' ? 'whole' : 'difference')}
        >
          <Tab value="difference">{t('review-tab-difference')}</Tab>
          <Tab value="whole">{t('review-tab-whole')}</Tab>
        </TabList>
      </header>
      <p className={styles.caption}>
        {tab === 'whole' ? (
          shown.configPath
        ) : difference.added + difference.removed === 0 ? (
          <StatusMark tone="info">{t('difference-none')}</StatusMark>
        ) : (
          t(shown.before === null ? 'review-file-new' : 'review-file-compared')
        )}
      </p>
      <TextDifference
        className={styles.text}
        difference={tab === 'difference' ? difference : whole}
        label={t(tab === 'difference' ? 'difference-label' : 'whole-text-label')}
      />
    </section>
  );
}
