import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useRef, type ReactNode } from 'react';
import { desk, forcedColors, oneColumn } from '../../parts/desk';
import { t } from '../../words/t';
import { useSession } from './setup-session-context';
import { neighbour, stepIds, steps, type StepId } from './setup-steps';
import { StepRail } from './StepRail';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: '168px minmax(0, 1fr)',
    gridTemplateRows: 'minmax(0, 1fr)',
    columnGap: '24px',
    flexGrow: 1,
    minHeight: 0,
    [oneColumn]: { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto', rowGap: '12px', flexShrink: 0 },
  },
  rail: { minHeight: 0, overflowY: 'auto', [oneColumn]: { overflowY: 'visible' } },
  stage: {
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    minHeight: 0,
    overflowX: 'hidden',
    overflowY: 'auto',
    // Room for the ring of what has the focus at the edge.
    margin: '0 -4px',
    padding: '0 4px 12px',
    [oneColumn]: { overflowY: 'visible' },
  },
  heading: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    flexShrink: 0,
    minHeight: '56px',
    margin: '0 -24px 0 -23px',
    padding: '8px 24px 8px 23px',
    backgroundColor: desk.deskLayer,
    borderTop: `1px solid ${desk.deskEdge}`,
    [forcedColors]: { borderTopColor: 'CanvasText' },
    [oneColumn]: { margin: '0 -16px', padding: '8px 16px' },
  },
  words: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere', color: tokens.colorNeutralForeground2 },
});

export interface StepFrameProps {
  readonly step: StepId;
  readonly children: ReactNode;
  /** Left in the footer: what the answers come to. */
  readonly summary?: ReactNode;
  /** In place of Next. */
  readonly primary?: ReactNode;
  readonly stageClassName?: string;
}

/** A step: the rail, its stage, and the footer with the way on and back. */
export function StepFrame({ step, children, summary, primary, stageClassName }: StepFrameProps) {
  const styles = useStyles();
  const { state, dispatch } = useSession();
  const stage = useRef<HTMLDivElement>(null);
  const index = stepIds.indexOf(step);
  const nextId = neighbour(step, 1);

  const goOn = (): void => {
    dispatch({ type: 'next' });
    const isComplete = state.draft !== null && steps[index]?.isComplete(state.draft) === true;
    // Next shows the problems; the first of them takes the focus once it is marked.
    if (!isComplete)
      requestAnimationFrame(() => stage.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };

  return (
    <>
      <div className={styles.grid}>
        <div className={styles.rail}>
          <StepRail />
        </div>
        <div ref={stage} className={mergeClasses(styles.stage, stageClassName)}>
          <h2 className={styles.heading} tabIndex={-1} data-step-heading>
            {t('step-heading', { index: index + 1, count: stepIds.length, step: t(`step-${step}`) })}
          </h2>
          {children}
        </div>
      </div>
      <footer className={styles.foot}>
        <span className={styles.words}>{summary}</span>
        {index > 0 && <Button onClick={() => dispatch({ type: 'back' })}>{t('setup-back')}</Button>}
        {primary ?? (
          <Button appearance="primary" onClick={goOn}>
            {t('setup-next', { step: t(`step-${nextId}`) })}
          </Button>
        )}
      </footer>
    </>
  );
}
