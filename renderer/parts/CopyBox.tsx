import { Button, makeStyles, mergeClasses, tokens, useAnnounce } from '@fluentui/react-components';
import { Checkmark16Regular, Copy16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { t } from '../words/t';
import { codeFont, desk, forcedColors } from './desk';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    minWidth: 0,
    padding: '3px 3px 3px 11px',
    minHeight: '32px',
    backgroundColor: desk.deskWell,
    border: `1px solid ${desk.deskEdgeSoft}`,
    borderRadius: tokens.borderRadiusMedium,
    [forcedColors]: { border: '1px solid CanvasText' },
  },
  text: {
    flexGrow: 1,
    minWidth: 0,
    overflowWrap: 'anywhere',
    userSelect: 'all',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '20px',
    ...codeFont,
  },
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between' },
  label: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  button: { flexShrink: 0, minWidth: '84px' },
  problem: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, color: desk.deskBad },
});

const shownMs = 2_000;

export interface CopyBoxProps {
  readonly text: string;
  /** What is copied, for the button's name: `the address`. */
  readonly what: string;
  /** Stands above the text, with the button at its right; without it the button stands beside the text. */
  readonly label?: string;
  readonly className?: string;
}

/** A text to paste elsewhere, with its button. */
export function CopyBox({ text, what, label, className }: CopyBoxProps) {
  const styles = useStyles();
  const { announce } = useAnnounce();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state !== 'copied') return undefined;
    const timer = window.setTimeout(() => setState('idle'), shownMs);
    return () => window.clearTimeout(timer);
  }, [state]);

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
      announce(t('copy-done'), { polite: true });
    } catch {
      // The policy of the machine may forbid it; the text can still be selected.
      setState('failed');
      announce(t('copy-failed'));
    }
  };

  const button = (
    <Button
      className={styles.button}
      size="small"
      appearance="subtle"
      icon={state === 'copied' ? <Checkmark16Regular /> : <Copy16Regular />}
      aria-label={t('copy-label', { what })}
      onClick={() => void copy()}
    >
      {state === 'copied' ? t('copy-done') : t('copy-button')}
    </Button>
  );
  return (
    <div>
      {label !== undefined && (
        <div className={styles.head}>
          <span className={styles.label}>{label}</span>
          {button}
        </div>
      )}
      <div className={mergeClasses(styles.root, className)}>
        <span className={styles.text}>{text}</span>
        {label === undefined && button}
      </div>
      {state === 'failed' && <p className={styles.problem}>{t('copy-failed')}</p>}
    </div>
  );
}
