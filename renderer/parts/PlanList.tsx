import { makeStyles, tokens } from '@fluentui/react-components';
import { ArrowUndo16Regular } from '@fluentui/react-icons';
import type { PlanStep } from '../../shared/contract/plan';
import { planSentenceOf, sentenceOf, t } from '../words/t';
import { desk, forcedColors } from './desk';

const useStyles = makeStyles({
  step: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderTop: `1px solid ${desk.deskEdgeSoft}`,
    [forcedColors]: { borderTopColor: 'CanvasText' },
    ':first-child': { borderTop: 'none' },
  },
  number: { textAlign: 'right', color: tokens.colorNeutralForeground3 },
  what: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  detail: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
    marginTop: tokens.spacingVerticalXXS,
  },
  undo: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    marginTop: tokens.spacingVerticalXXS,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
});

/** What will run, in its order, each step with how it is undone. */
export function PlanList({ steps }: { readonly steps: readonly PlanStep[] }) {
  const styles = useStyles();
  return (
    <ol>
      {steps.map(({ what, undo }, index) => {
        const sentence = planSentenceOf(what);
        return (
          <li key={`${what.id} ${sentence.what}`} className={styles.step}>
            <span className={styles.number} aria-hidden>
              {index + 1}
            </span>
            <div>
              <div className={styles.what}>{sentence.what}</div>
              {sentence.detail !== undefined && <div className={styles.detail}>{sentence.detail}</div>}
              <div className={styles.undo}>
                <ArrowUndo16Regular aria-hidden />
                <span>{t('plan-undo', { undo: sentenceOf(undo) })}</span>
              </div>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
