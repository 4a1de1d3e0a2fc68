import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ApplyOutcome } from '../../../shared/contract/setup';
import { AlloyLine } from '../../parts/AlloyLine';
import { codeFont, desk, forcedColors } from '../../parts/desk';
import { ErrorNote } from '../../parts/ErrorNote';
import { linesOf } from '../../parts/text-lines';
import { t } from '../../words/t';
import { useSession } from './setup-session-context';

const useStyles = makeStyles({
  line: {
    padding: '8px 12px',
    backgroundColor: desk.deskCard,
    border: `1px solid ${desk.deskEdge}`,
    borderRadius: tokens.borderRadiusMedium,
    [forcedColors]: { border: '1px solid CanvasText' },
  },
  caption: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
  code: {
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    tabSize: 2,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '20px',
    ...codeFont,
  },
});

export interface RestoredNoteProps {
  readonly outcome: Extract<ApplyOutcome, { state: 'restored' }>;
  /** The text that was put back, for the line that Alloy names. */
  readonly text: string;
}

/** Why the former configuration came back: Alloy's own words, and the line they speak of. */
export function RestoredNote({ outcome, text }: RestoredNoteProps) {
  const styles = useStyles();
  const { dispatch } = useSession();
  const { why, alloyText, at, restoredBy } = outcome;
  const line = at && linesOf(text)[at.line - 1];
  const isOwnWish = why === 'cancelled' || why === 'chosen';
  return (
    <>
      <ErrorNote
        isNews
        tone={isOwnWish ? 'warning' : 'bad'}
        sentence={{
          happened: `${t(`result-restored-${why}`)}.`,
          means: t('result-restored-means', { how: t(`result-by-${restoredBy}`) }),
          todo: isOwnWish ? undefined : t('result-restored-todo'),
        }}
        evidence={alloyText}
        actions={
          <Button onClick={() => dispatch({ type: 'went', step: 'metrics' })}>
            {t('review-go-to', { step: t('step-metrics') })}
          </Button>
        }
      />
      {at && line !== undefined && (
        <div className={styles.line}>
          <p className={styles.caption}>{t('result-line', { line: at.line, column: at.column })}</p>
          <pre className={styles.code}>
            <AlloyLine text={line} />
          </pre>
        </div>
      )}
    </>
  );
}
