import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Skeleton,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { LoadingBlock } from '../../parts/LoadingBlock';
import { oneColumn } from '../../parts/desk';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead } from '../../parts/PageHead';
import { useOperation } from '../../platform/useOperation';
import { useQuery } from '../../platform/useQuery';
import { t } from '../../words/t';
import { BlockedNote } from './BlockedNote';
import { MetricsStep } from './MetricsStep';
import { ResultStep } from './ResultStep';
import { ReviewStep } from './ReviewStep';
import { useSession } from './setup-session-context';
import { isChanged } from './setup-state';
import { WhereToStep } from './WhereToStep';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: 0,
    [oneColumn]: { flexShrink: 0, minHeight: 'auto' },
  },
  blocked: { marginBottom: tokens.spacingVerticalM, flexShrink: 0 },
});

/** What is collected and where does it go? Answers first, then the plan, then the change. */
export function SetupPage({ onOverview }: { readonly onOverview: () => void }) {
  const styles = useStyles();
  const { state, dispatch } = useSession();
  const { query, refresh } = useQuery('setupRead', undefined);
  const isApplying = useOperation('setupApply').operation.state === 'loading';
  const context = query.state === 'ready' ? query.value : undefined;
  useEffect(() => {
    if (context) dispatch({ type: 'read', context });
  }, [context, dispatch]);
  useStepFocus(state.step);

  if (!state.draft || !state.context)
    return (
      <div className={styles.root}>
        <PageHead title={t('setup-title')} sub={t('setup-sub')} />
        {query.state === 'failed' ? (
          <FailureNote failure={query.failure} actions={<Button onClick={refresh}>{t('setup-read-again')}</Button>} />
        ) : (
          <Skeleton aria-label={t('setup-reading')}>
            <LoadingBlock size="high" />
          </Skeleton>
        )}
      </div>
    );
  return (
    <div className={styles.root}>
      <PageHead
        title={t('setup-title')}
        sub={t(
          state.step === 'result'
            ? 'setup-sub-result'
            : state.context.valueSource === 'file'
              ? 'setup-sub-file'
              : 'setup-sub',
        )}
        actions={isChanged(state) && !isApplying && <DiscardButton onDiscard={() => dispatch({ type: 'discarded' })} />}
      />
      {state.context.blocked !== null && (state.step === 'metrics' || state.step === 'where-to') && (
        <div className={styles.blocked}>
          <BlockedNote context={state.context} />
        </div>
      )}
      {state.step === 'metrics' && <MetricsStep draft={state.draft} context={state.context} />}
      {state.step === 'where-to' && <WhereToStep draft={state.draft} />}
      {state.step === 'review' && <ReviewStep draft={state.draft} />}
      {state.step === 'result' && <ResultStep onOverview={onOverview} />}
    </div>
  );
}

/** Moves the focus to the heading of a step when one goes there; not when the page opens. */
function useStepFocus(step: string): void {
  const former = useRef(step);
  useEffect(() => {
    if (former.current === step) return;
    former.current = step;
    document.querySelector<HTMLElement>('main [data-step-heading]')?.focus();
  }, [step]);
}

function DiscardButton({ onDiscard }: { readonly onDiscard: () => void }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button appearance="subtle" onClick={() => setAsking(true)}>
        {t('setup-discard')}
      </Button>
      <Dialog open={isAsking} modalType="alert" onOpenChange={(_, { open }) => setAsking(open)}>
        <DialogSurface>
          <DialogBody>
            <DialogTitle>{t('setup-discard-title')}</DialogTitle>
            <DialogContent>{t('setup-discard-text')}</DialogContent>
            <DialogActions>
              <Button appearance="primary" onClick={() => setAsking(false)}>
                {t('setup-discard-keep')}
              </Button>
              <Button
                onClick={() => {
                  setAsking(false);
                  onDiscard();
                }}
              >
                {t('setup-discard')}
              </Button>
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </>
  );
}
