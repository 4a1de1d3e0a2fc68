import { Button, makeStyles, ProgressBar, tokens, Tooltip, useAnnounce } from '@fluentui/react-components';
import { useEffect } from 'react';
import { desk, forcedColors, oneColumn } from '../parts/desk';
import { useNow } from '../platform/useNow';
import type { CurrentChange } from '../platform/useRunningOperation';
import { formatElapsed } from '../words/format';
import { sentenceOf, t } from '../words/t';

const useStyles = makeStyles({
  root: {
    gridArea: 'operation',
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    height: '36px',
    padding: '0 16px',
    borderTop: `1px solid ${desk.deskEdgeSoft}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground1,
    backgroundColor: desk.deskMica,
    [forcedColors]: { borderTopColor: 'CanvasText' },
  },
  words: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  progress: { width: '240px', flexShrink: 1, [oneColumn]: { width: '96px' } },
  elapsed: { fontVariantNumeric: 'tabular-nums', color: tokens.colorNeutralForeground3 },
  space: { flexGrow: 1 },
});

/** Only while the machine is being changed: the step in words, how far, how long, and how to end it. */
export function OperationBar({ change }: { readonly change: CurrentChange }) {
  const styles = useStyles();
  const now = useNow();
  const { announce } = useAnnounce();
  const { running, progress, cancel } = change;
  const words = progress
    ? t('operation-step', {
        index: progress.stepIndex + 1,
        count: progress.stepCount,
        step: sentenceOf(progress.step),
      })
    : t('operation-begins');

  // Steps follow each other within milliseconds at times; only one that lasts is worth saying.
  useEffect(() => {
    const timer = window.setTimeout(() => announce(words, { polite: true }), 600);
    return () => window.clearTimeout(timer);
  }, [announce, words]);

  const fraction = progress?.fraction ?? (progress ? progress.stepIndex / progress.stepCount : undefined);
  const canCancel = progress?.canCancel ?? false;
  return (
    <section className={styles.root} data-region aria-label={t('operation-bar')}>
      <span className={styles.words}>{words}</span>
      <ProgressBar
        className={styles.progress}
        aria-label={t('operation-progress')}
        thickness="medium"
        {...(fraction === undefined ? {} : { value: fraction })}
      />
      <span className={styles.elapsed}>{formatElapsed(Math.max(0, now - running.startedAtMs))}</span>
      <span className={styles.space} />
      {canCancel ? (
        <Button size="small" appearance="subtle" onClick={cancel}>
          {t('operation-cancel')}
        </Button>
      ) : (
        <Tooltip content={t('operation-no-cancel')} relationship="description">
          <Button size="small" appearance="subtle" disabledFocusable>
            {t('operation-cancel')}
          </Button>
        </Tooltip>
      )}
    </section>
  );
}
