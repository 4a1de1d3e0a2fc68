import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ErrorCircle20Filled, Warning20Filled } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { ErrorSentence } from '../words/word';
import { t } from '../words/t';
import { codeFont, desk, forcedColors } from './desk';
import { MarkedText } from './MarkedText';
import { ScrollRegion } from './ScrollRegion';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    padding: '11px 15px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${desk.deskBad}`,
    backgroundColor: desk.deskBadTint,
    [forcedColors]: { border: '2px solid CanvasText' },
  },
  warning: { border: `1px solid ${desk.deskWarning}`, backgroundColor: desk.deskWarningTint },
  icon: { color: desk.deskBad },
  warningIcon: { color: desk.deskWarning },
  happened: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  more: { overflowWrap: 'anywhere' },
  evidence: {
    marginTop: tokens.spacingVerticalS,
    padding: '4px 11px',
    maxHeight: '160px',
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    backgroundColor: desk.deskCard,
    border: `1px solid ${desk.deskEdgeSoft}`,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '20px',
    ...codeFont,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalS },
});

export interface ErrorNoteProps {
  readonly sentence: ErrorSentence;
  /** What Alloy, Windows or a server said, as it came. */
  readonly evidence?: string | undefined;
  readonly tone?: 'bad' | 'warning';
  /** At most two ways on. */
  readonly actions?: ReactNode;
  /** Failures that follow an action are said aloud at once; those that stand on a page are not. */
  readonly isNews?: boolean;
}

/** A failure in its place: what happened, what it means, what to do. */
export function ErrorNote({ sentence, evidence, tone = 'bad', actions, isNews = false }: ErrorNoteProps) {
  const styles = useStyles();
  const Icon = tone === 'bad' ? ErrorCircle20Filled : Warning20Filled;
  const rest = [sentence.means, sentence.todo].filter((part) => part !== undefined).join(' ');
  return (
    <div className={mergeClasses(styles.root, tone === 'warning' && styles.warning)} role={isNews ? 'alert' : 'group'}>
      <Icon className={tone === 'bad' ? styles.icon : styles.warningIcon} aria-hidden />
      <div>
        <p className={styles.happened}>
          <MarkedText>{sentence.happened}</MarkedText>
        </p>
        {rest !== '' && (
          <p className={styles.more}>
            <MarkedText>{rest}</MarkedText>
          </p>
        )}
        {evidence !== undefined && evidence !== '' && (
          <ScrollRegion className={styles.evidence} label={t('failure-evidence')}>
            {evidence}
          </ScrollRegion>
        )}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
