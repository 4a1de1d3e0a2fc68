import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, Circle16Regular, ErrorCircle16Filled } from '@fluentui/react-icons';
import type { ProbeReport, ProbeStage, ProbeStageName } from '../../shared/contract/endpoint';
import { explainCause, t } from '../words/t';
import { desk, forcedColors } from './desk';
import { ErrorNote } from './ErrorNote';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    padding: '7px 0',
    backgroundColor: desk.deskWell,
    border: `1px solid ${desk.deskEdgeSoft}`,
    borderRadius: tokens.borderRadiusMedium,
    [forcedColors]: { border: '1px solid CanvasText' },
  },
  stage: {
    position: 'relative',
    display: 'grid',
    justifyItems: 'center',
    rowGap: '2px',
    padding: '0 4px',
    textAlign: 'center',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
    '::before': {
      content: '""',
      position: 'absolute',
      top: '8px',
      left: 'calc(-50% + 14px)',
      width: 'calc(100% - 28px)',
      borderTop: `1px solid ${tokens.colorNeutralStroke1}`,
    },
    ':first-child::before': { display: 'none' },
  },
  spinner: { height: '16px' },
  good: { color: desk.deskGood, [forcedColors]: { color: 'CanvasText' } },
  bad: { color: desk.deskBad, [forcedColors]: { color: 'CanvasText' } },
  off: { color: tokens.colorNeutralForeground3 },
  failed: { color: desk.deskBad, fontWeight: tokens.fontWeightSemibold },
  found: { color: tokens.colorNeutralForeground2 },
  note: { marginTop: tokens.spacingVerticalM },
});

/** What is known of the stages: a report, or how far a test that runs has come. */
export type ProbeView =
  | { readonly state: 'running'; readonly stageIndex: number }
  | { readonly state: 'ended'; readonly report: ProbeReport };

const stages: readonly ProbeStageName[] = ['name', 'connection', 'write'];

/** The stages of a test in a row; the first that fails, or has advice, is open, with its sentence and the next step. */
export function ProbeStages({ view }: { readonly view: ProbeView }) {
  const styles = useStyles();
  const open = view.state === 'ended' ? view.report.stages.find(({ cause }) => cause !== undefined) : undefined;
  return (
    <div>
      <ol className={styles.list} aria-label={t('probe-list')}>
        {stages.map((name, index) => (
          <Stage key={name} name={name} view={viewOf(view, name, index)} />
        ))}
      </ol>
      {open?.cause && (
        <div className={styles.note}>
          <ErrorNote
            sentence={explainCause(open.cause)}
            evidence={open.evidence}
            tone={open.state === 'failed' ? 'bad' : 'warning'}
            isNews
          />
        </div>
      )}
    </div>
  );
}

type StageView = 'waits' | 'runs' | ProbeStage;

function viewOf(view: ProbeView, name: ProbeStageName, index: number): StageView {
  if (view.state === 'running') {
    // What is behind the running stage has passed, or the test would have ended.
    if (index < view.stageIndex) return { stage: name, state: 'passed' };
    return index === view.stageIndex ? 'runs' : 'waits';
  }
  return view.report.stages.find(({ stage }) => stage === name) ?? { stage: name, state: 'not-run' };
}

function Stage({ name, view }: { readonly name: ProbeStageName; readonly view: StageView }) {
  const styles = useStyles();
  const isFailed = typeof view !== 'string' && view.state === 'failed';
  return (
    <li className={styles.stage}>
      <StageIcon view={view} />
      <span className={mergeClasses(isFailed && styles.failed)}>{t(`probe-${name}`)}</span>
      <span className={isFailed ? styles.failed : styles.found}>{foundIn(view)}</span>
    </li>
  );
}

function StageIcon({ view }: { readonly view: StageView }) {
  const styles = useStyles();
  if (view === 'runs') return <Spinner className={styles.spinner} size="extra-tiny" aria-hidden />;
  const state = view === 'waits' ? 'not-run' : view.state;
  if (state === 'passed') return <CheckmarkCircle16Filled className={styles.good} aria-hidden />;
  if (state === 'failed') return <ErrorCircle16Filled className={styles.bad} aria-hidden />;
  return <Circle16Regular className={styles.off} aria-hidden />;
}

/** `10.20.4.11 · 2 ms` */
function foundIn(view: StageView): string {
  if (view === 'waits') return t('probe-waits');
  if (view === 'runs') return t('probe-runs');
  if (view.state === 'not-run') return t('probe-not-run');
  const duration = view.durationMs === undefined ? undefined : t('probe-duration', { ms: view.durationMs });
  const outcome = view.found ?? t(view.state === 'passed' ? 'probe-passed' : 'probe-failed');
  return [outcome, duration].filter((part) => part !== undefined).join(' · ');
}
