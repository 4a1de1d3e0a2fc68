import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { desk, forcedColors, oneColumn } from '../../parts/desk';

const useStyles = makeStyles({
  root: { alignSelf: 'center', width: '32px', height: '20px', [oneColumn]: { display: 'none' } },
  line: { strokeWidth: '2px', fill: 'none', [forcedColors]: { stroke: 'CanvasText' } },
  flows: { stroke: desk.deskMetrics },
  broken: { stroke: desk.deskBad },
  rests: { stroke: tokens.colorNeutralStrokeAccessible },
  head: { fill: desk.deskMetrics, [forcedColors]: { fill: 'CanvasText' } },
  restsHead: { fill: tokens.colorNeutralStrokeAccessible },
});

export type WireState = 'flows' | 'broken' | 'rests';

/** Between two boxes of the flow: an arrow, a dashed one where nothing moves, a cross where data is lost. */
export function Wire({ state }: { readonly state: WireState }) {
  const styles = useStyles();
  const line = mergeClasses(styles.line, styles[state]);
  if (state === 'broken')
    return (
      <svg className={styles.root} viewBox="0 0 32 20" aria-hidden>
        <line className={line} x1="2" y1="10" x2="7" y2="10" />
        <line className={line} x1="25" y1="10" x2="30" y2="10" />
        <path className={line} d="M11.5 5.5l9 9M20.5 5.5l-9 9" />
      </svg>
    );
  return (
    <svg className={styles.root} viewBox="0 0 32 20" aria-hidden>
      <line className={line} x1="3" y1="10" x2="23" y2="10" strokeDasharray={state === 'rests' ? '4 4' : undefined} />
      <path className={mergeClasses(styles.head, state === 'rests' && styles.restsHead)} d="M22 5l7 5-7 5z" />
    </svg>
  );
}
