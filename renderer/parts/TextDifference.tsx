import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { t } from '../words/t';
import { AlloyLine } from './AlloyLine';
import { codeFont, desk, forcedColors } from './desk';
import { ScrollRegion } from './ScrollRegion';
import type { Difference } from './text-lines';

const useStyles = makeStyles({
  root: {
    minWidth: 0,
    overflow: 'auto',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '20px',
    tabSize: 2,
    ...codeFont,
  },
  lines: { width: 'max-content', minWidth: '100%', paddingBottom: tokens.spacingVerticalS },
  line: { display: 'grid', gridTemplateColumns: '32px 20px minmax(0, 1fr)', minHeight: '20px', whiteSpace: 'pre' },
  number: { color: tokens.colorNeutralForeground3, textAlign: 'right', paddingRight: '4px', userSelect: 'none' },
  sign: { textAlign: 'center', userSelect: 'none' },
  added: { backgroundColor: desk.deskAddedTint },
  addedSign: { color: desk.deskAdded, [forcedColors]: { color: 'CanvasText' } },
  removed: { backgroundColor: desk.deskRemovedTint },
  removedSign: { color: desk.deskRemoved, [forcedColors]: { color: 'CanvasText' } },
  text: { paddingRight: tokens.spacingHorizontalL },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

export interface TextDifferenceProps {
  readonly difference: Difference;
  readonly label?: string;
  readonly className?: string;
}

/** A difference line by line: number, sign, text. Signs carry it; tints only help the eye. */
export function TextDifference({ difference, label, className }: TextDifferenceProps) {
  const styles = useStyles();
  return (
    <ScrollRegion className={mergeClasses(styles.root, className)} label={label ?? t('difference-label')}>
      <div className={styles.lines}>
        {difference.lines.map(({ kind, text, before, after }) => (
          <div
            key={`${before ?? ''}:${after ?? ''}`}
            className={mergeClasses(
              styles.line,
              kind === 'added' && styles.added,
              kind === 'removed' && styles.removed,
            )}
          >
            <span className={styles.number} aria-hidden>
              {after ?? before}
            </span>
            <span
              className={mergeClasses(
                styles.sign,
                kind === 'added' && styles.addedSign,
                kind === 'removed' && styles.removedSign,
              )}
              aria-hidden
            >
              {kind === 'added' ? '+' : kind === 'removed' ? '−' : ''}
            </span>
            <span className={styles.text}>
              {kind !== 'same' && (
                <span className={styles.hidden}>
                  {t(kind === 'added' ? 'difference-line-added' : 'difference-line-removed')}{' '}
                </span>
              )}
              <AlloyLine text={text} />
            </span>
          </div>
        ))}
      </div>
    </ScrollRegion>
  );
}
