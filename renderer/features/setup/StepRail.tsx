import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, ErrorCircle20Filled, Warning20Filled } from '@fluentui/react-icons';
import { desk, forcedColors, oneColumn } from '../../parts/desk';
import { lastOf } from '../../platform/query-store';
import { useMachineStatus } from '../../platform/useMachineStatus';
import { t } from '../../words/t';
import { railOf, type RailEntry } from './setup-rail';
import { deliveryOf } from './setup-result';
import { useSession } from './setup-session-context';
import { useApplyView } from './useApplyView';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    rowGap: '4px',
    [oneColumn]: { gridTemplateColumns: 'repeat(4, minmax(0, 1fr))', columnGap: '4px' },
  },
  step: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: '12px',
    width: '100%',
    minHeight: '48px',
    padding: '6px 8px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    ':hover': { backgroundColor: `color-mix(in srgb, ${tokens.colorNeutralForeground1} 4%, transparent)` },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    [forcedColors]: { ':focus-visible': { outline: '2px solid Highlight' } },
    [oneColumn]: { columnGap: '6px', minHeight: '32px', padding: '6px 4px' },
  },
  current: {
    backgroundColor: `color-mix(in srgb, ${tokens.colorNeutralForeground1} 6%, transparent)`,
    fontWeight: tokens.fontWeightSemibold,
    '::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: '16px',
      height: '16px',
      borderLeft: `3px solid ${tokens.colorCompoundBrandForeground1}`,
      borderRadius: '2px',
      [oneColumn]: { display: 'none' },
    },
    [forcedColors]: { outline: '1px solid Highlight', outlineOffset: '-1px' },
  },
  number: {
    display: 'grid',
    placeItems: 'center',
    width: '20px',
    height: '20px',
    borderRadius: '50%',
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightRegular,
  },
  currentNumber: {
    border: `1px solid ${tokens.colorBrandBackground}`,
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    [forcedColors]: {
      border: '1px solid Highlight',
      backgroundColor: 'Highlight',
      color: 'HighlightText',
      forcedColorAdjust: 'none',
    },
  },
  good: { color: desk.deskGood, [forcedColors]: { color: 'CanvasText' } },
  bad: { color: desk.deskBad, [forcedColors]: { color: 'CanvasText' } },
  warning: { color: desk.deskWarning, [forcedColors]: { color: 'CanvasText' } },
  name: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  note: {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    [oneColumn]: { display: 'none' },
  },
});

/** The steps with their state; each can be visited at any time. */
export function StepRail() {
  const styles = useStyles();
  const { state, dispatch } = useSession();
  const view = useApplyView();
  const status = lastOf(useMachineStatus().query)?.value;
  const outcome = view?.state === 'ended' ? view.outcome : undefined;
  const isLosing =
    state.applied !== null && status !== undefined && deliveryOf(outcome, state.applied, status).state === 'failed';
  return (
    <nav aria-label={t('setup-steps')}>
      <ol className={styles.list}>
        {railOf(state, state.applied ? view : undefined, isLosing).map((entry, index) => {
          const isCurrent = entry.id === state.step;
          return (
            <li key={entry.id}>
              <button
                type="button"
                className={mergeClasses(styles.step, isCurrent && styles.current)}
                aria-current={isCurrent ? 'step' : undefined}
                onClick={() => dispatch({ type: 'went', step: entry.id })}
              >
                <Mark entry={entry} number={index + 1} isCurrent={isCurrent} />
                <span>
                  <span className={styles.name}>{t(`step-${entry.id}`)}</span>
                  <span className={styles.note} title={entry.note}>
                    {entry.note}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Mark({
  entry,
  number,
  isCurrent,
}: {
  readonly entry: RailEntry;
  readonly number: number;
  readonly isCurrent: boolean;
}) {
  const styles = useStyles();
  if (entry.mark === 'problem') return <ErrorCircle20Filled className={styles.bad} aria-hidden />;
  if (entry.mark === 'warning') return <Warning20Filled className={styles.warning} aria-hidden />;
  if (entry.mark === 'done' && (!isCurrent || entry.id === 'result'))
    return <CheckmarkCircle20Filled className={styles.good} aria-hidden />;
  return (
    <span className={mergeClasses(styles.number, isCurrent && styles.currentNumber)} aria-hidden>
      {number}
    </span>
  );
}
