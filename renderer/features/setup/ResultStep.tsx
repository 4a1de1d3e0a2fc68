import { Button, makeStyles, mergeClasses, tokens, useAnnounce } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { ApplyOutcome } from '../../../shared/contract/setup';
import { queriesFor } from '../../../shared/setup/queries';
import { CopyBox } from '../../parts/CopyBox';
import { oneColumn } from '../../parts/desk';
import { ErrorNote } from '../../parts/ErrorNote';
import { FailureNote } from '../../parts/FailureNote';
import { SectionCard } from '../../parts/SectionCard';
import { lastOf } from '../../platform/query-store';
import { useMachineStatus } from '../../platform/useMachineStatus';
import { useNow } from '../../platform/useNow';
import { useOperation } from '../../platform/useOperation';
import { explainCause, t } from '../../words/t';
import { ResultHead } from './ResultHead';
import { RestoredNote } from './RestoredNote';
import { deliveryOf, endpointOf, stagesOf, type ApplyView, type Delivery } from './setup-result';
import { useSession } from './setup-session-context';
import type { Applied } from './setup-state';
import { StageList } from './StageList';
import { StepFrame } from './StepFrame';
import { useApplyView } from './useApplyView';

const useStyles = makeStyles({
  stack: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '12px', alignItems: 'start' },
  two: {
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 400px)',
    [oneColumn]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  main: { display: 'grid', rowGap: '12px', minWidth: 0 },
  queries: { display: 'grid', rowGap: tokens.spacingVerticalM },
  dim: { color: tokens.colorNeutralForeground2, marginBottom: '4px' },
  line: { marginTop: '12px' },
});

/** From the file to the first delivered sample, live; or which stage says no. */
export function ResultStep({ onOverview }: { readonly onOverview: () => void }) {
  const { state, dispatch } = useSession();
  const view = useApplyView();
  if (!view || !state.applied)
    return (
      <StepFrame
        step="result"
        primary={
          <Button appearance="primary" onClick={() => dispatch({ type: 'went', step: 'review' })}>
            {t('result-go-review')}
          </Button>
        }
      >
        <ErrorNote tone="warning" sentence={{ happened: t('result-none'), means: t('result-none-text') }} />
      </StepFrame>
    );
  return <Followed view={view} applied={state.applied} onOverview={onOverview} />;
}

const noDelivery: Delivery = { state: 'waits', delivered: 0 };

function Followed({
  view,
  applied,
  onOverview,
}: {
  readonly view: ApplyView;
  readonly applied: Applied;
  readonly onOverview: () => void;
}) {
  const styles = useStyles();
  const { dispatch } = useSession();
  const now = useNow();
  const apply = useOperation('setupApply');
  const status = lastOf(useMachineStatus().query)?.value;
  const outcome = view.state === 'ended' ? view.outcome : undefined;
  const delivery = status ? deliveryOf(outcome, applied, status) : noDelivery;
  useBaseline(outcome, applied, status);
  useSpokenEnd(outcome, delivery);

  // Queries find nothing while the endpoint refuses.
  const hasQueries = outcome?.state === 'committed' && delivery.state !== 'failed';
  return (
    <StepFrame
      step="result"
      primary={
        <Button appearance="primary" onClick={onOverview}>
          {t('result-overview')}
        </Button>
      }
    >
      <div className={mergeClasses(styles.stack, hasQueries && styles.two)}>
        <div className={styles.main}>
          <ResultHead view={view} delivery={delivery} activeSeries={status?.program.activeSeries}>
            <StageList
              stages={stagesOf(view, delivery)}
              outcome={outcome}
              progress={view.state === 'running' ? view.progress : undefined}
              delivery={delivery}
              intervalSeconds={applied.value.metrics.scrapeIntervalSeconds}
              waitedMs={outcome ? Math.max(0, now - outcome.finishedAtMs) : 0}
            />
          </ResultHead>
          {view.state === 'failed' && apply.operation.state === 'failed' && (
            <FailureNote
              failure={apply.operation.failure}
              isNews
              actions={
                <Button onClick={() => dispatch({ type: 'went', step: 'review' })}>{t('result-go-review')}</Button>
              }
            />
          )}
          {outcome?.state === 'restored' && <RestoredNote outcome={outcome} text={applied.text} />}
          {outcome?.state === 'undecided' && <Decision outcome={outcome} />}
          {delivery.state === 'failed' && delivery.endpoint && (
            <ErrorNote
              isNews
              sentence={
                delivery.endpoint.cause
                  ? explainCause(delivery.endpoint.cause.words)
                  : { happened: t('result-cause-asked') }
              }
              evidence={delivery.endpoint.cause?.evidence}
              actions={
                <Button onClick={() => dispatch({ type: 'went', step: 'where-to' })}>
                  {t('result-change-address')}
                </Button>
              }
            />
          )}
        </div>
        {hasQueries && <Queries applied={applied} />}
      </div>
    </StepFrame>
  );
}

/** Samples that an address had taken before the change are not the first ones after it. */
function useBaseline(
  outcome: ApplyOutcome | undefined,
  applied: Applied,
  status: Parameters<typeof endpointOf>[0] | undefined,
): void {
  const { dispatch } = useSession();
  const isOpen = applied.baseline === null && outcome?.state === 'committed';
  useEffect(() => {
    if (!isOpen || !status || status.readAtMs < outcome.finishedAtMs) return;
    const endpoint = endpointOf(status, applied.value.endpoint.url);
    if (endpoint) dispatch({ type: 'baseline-read', delivered: endpoint.deliveredSamples });
  }, [isOpen, status, outcome, applied, dispatch]);
}

/** Says the end aloud, once. */
function useSpokenEnd(outcome: ApplyOutcome | undefined, delivery: Delivery): void {
  const { announce } = useAnnounce();
  const state = outcome?.state;
  const isDelivered = delivery.state === 'passed';
  useEffect(() => {
    if (state === 'committed') announce(t(isDelivered ? 'stage-delivered' : 'result-waiting'), { polite: true });
  }, [announce, state, isDelivered]);
}

function Decision({ outcome }: { readonly outcome: Extract<ApplyOutcome, { state: 'undecided' }> }) {
  const styles = useStyles();
  const decide = useOperation('applyDecide');
  const { applyId, newlyUnhealthy } = outcome;
  const isBusy = decide.operation.state === 'loading';
  const answer = (choice: 'keep' | 'restore') => void decide.run({ applyId, choice });
  return (
    <>
      <ErrorNote
        isNews
        tone="warning"
        sentence={{
          happened: t('result-undecided-ids', { ids: newlyUnhealthy.map(({ id }) => id).join(', ') }),
          means: t('result-undecided-text'),
        }}
        evidence={newlyUnhealthy.map(({ id, message }) => `${id}\n  ${message}`).join('\n')}
        actions={
          <>
            <Button appearance="primary" disabled={isBusy} onClick={() => answer('restore')}>
              {t('result-restore')}
            </Button>
            <Button disabled={isBusy} onClick={() => answer('keep')}>
              {t('result-keep')}
            </Button>
          </>
        }
      />
      {decide.operation.state === 'failed' && (
        <div className={styles.line}>
          <FailureNote failure={decide.operation.failure} isNews />
        </div>
      )}
    </>
  );
}

function Queries({ applied: { value } }: { readonly applied: Applied }) {
  const styles = useStyles();
  return (
    <SectionCard title={t('result-queries')}>
      <p className={styles.dim}>{t('result-queries-text')}</p>
      <ul className={styles.queries}>
        {queriesFor(value.metrics).map(({ id, promql }) => (
          <li key={id}>
            <CopyBox text={promql} label={t(`query-${id}`)} what={t('result-query-what', { name: t(`query-${id}`) })} />
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}
