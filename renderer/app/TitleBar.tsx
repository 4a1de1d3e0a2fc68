import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { AppInfo, PillState } from '../../shared/contract/status';
import { desk, forcedColors, oneColumn } from '../parts/desk';
import { t } from '../words/t';
import { StatusPill } from './StatusPill';

/** Width of Windows' own three buttons, where the title bar overlay does not say it. */
const overlayWidth = '138px';

const useStyles = makeStyles({
  root: {
    gridArea: 'bar',
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    height: '40px',
    minWidth: 0,
    // What is left of the window beside the area that the overlay leaves to the page.
    paddingRight: `calc(100vw - env(titlebar-area-x, 0px) - env(titlebar-area-width, calc(100vw - ${overlayWidth})) + 12px)`,
    paddingLeft: '16px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    backgroundColor: desk.deskMica,
    // In contrast themes the window has the system's own frame, and no overlay.
    [forcedColors]: { paddingRight: '12px', borderBottom: '1px solid CanvasText' },
  },
  drag: { '-webkit-app-region': 'drag' },
  noDrag: { '-webkit-app-region': 'no-drag', display: 'flex' },
  logo: { flexShrink: 0, fill: tokens.colorBrandForeground1, [forcedColors]: { fill: 'CanvasText' } },
  name: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1, whiteSpace: 'nowrap' },
  facts: {
    flexGrow: 1,
    minWidth: 0,
    display: 'flex',
    columnGap: tokens.spacingHorizontalS,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
  },
  host: { paddingLeft: '8px', borderLeft: `1px solid ${tokens.colorNeutralStroke1}` },
  user: { overflow: 'hidden', textOverflow: 'ellipsis' },
  leaves: { [oneColumn]: { display: 'none' } },
});

export interface TitleBarProps {
  readonly info: AppInfo | undefined;
  readonly pill: PillState | undefined;
}

/** The window's own bar: what, where, as whom, and how it is. */
export function TitleBar({ info, pill }: TitleBarProps) {
  const styles = useStyles();
  return (
    <header className={mergeClasses(styles.root, styles.drag)} data-region aria-label={t('app-title-bar')}>
      <svg className={styles.logo} width="16" height="16" viewBox="0 0 16 16" aria-hidden>
        <path d="M4.2 2h5.1L15 14h-4.6L8 8.6 5.6 14H1z" />
      </svg>
      <span className={styles.name}>{t('app-name')}</span>
      <span className={styles.facts}>
        {info && <span className={mergeClasses(styles.host, styles.leaves)}>{info.computerName}</span>}
        {info && (
          <span className={mergeClasses(styles.user, styles.leaves)}>
            {t('app-running-as', { user: info.userName })}
            {!info.isElevated && ` · ${t('app-not-elevated')}`}
          </span>
        )}
      </span>
      {pill && (
        <span className={styles.noDrag}>
          <StatusPill pill={pill} />
        </span>
      )}
    </header>
  );
}
