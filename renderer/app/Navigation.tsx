import { makeStyles, mergeClasses, tokens, Tooltip } from '@fluentui/react-components';
import {
  Home20Filled,
  Home20Regular,
  Info20Filled,
  Info20Regular,
  WrenchScrewdriver20Filled,
  WrenchScrewdriver20Regular,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { desk, forcedColors, narrow } from '../parts/desk';
import { t } from '../words/t';
import { useMediaQuery } from './useMediaQuery';
import { hrefOf, type PageId } from './useRoute';

const useStyles = makeStyles({
  root: {
    gridArea: 'navigation',
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    overflowY: 'auto',
    padding: '4px 8px 12px',
    backgroundColor: desk.deskMica,
    [narrow]: { padding: '4px 4px 12px' },
    [forcedColors]: { forcedColorAdjust: 'none', backgroundColor: 'Canvas' },
  },
  foot: { marginTop: 'auto' },
  caption: {
    margin: '12px 0 4px',
    padding: '0 12px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
    [forcedColors]: { color: 'CanvasText' },
  },
  hiddenWhenNarrow: {
    [narrow]: {
      position: 'absolute',
      width: '1px',
      height: '1px',
      margin: 0,
      padding: 0,
      overflow: 'hidden',
      clipPath: 'inset(50%)',
    },
  },
  link: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    height: '32px',
    marginBottom: '4px',
    padding: '0 12px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    whiteSpace: 'nowrap',
    ':hover': { backgroundColor: `color-mix(in srgb, ${tokens.colorNeutralForeground1} 4%, transparent)` },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-1px' },
    [narrow]: { padding: '0 10px' },
    [forcedColors]: {
      color: 'CanvasText',
      ':hover': { backgroundColor: 'Canvas', outline: '1px solid Highlight' },
      ':focus-visible': { outline: '2px solid Highlight' },
    },
  },
  current: {
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: `color-mix(in srgb, ${tokens.colorNeutralForeground1} 6%, transparent)`,
    '::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: '8px',
      height: '16px',
      borderLeft: `3px solid ${tokens.colorCompoundBrandForeground1}`,
      borderRadius: '2px',
    },
    [forcedColors]: {
      color: 'HighlightText',
      backgroundColor: 'Highlight',
      ':hover': { backgroundColor: 'Highlight' },
      '::before': { borderLeftColor: 'HighlightText' },
    },
  },
  icon: { flexShrink: 0 },
});

const icons = {
  overview: { regular: Home20Regular, filled: Home20Filled },
  setup: { regular: WrenchScrewdriver20Regular, filled: WrenchScrewdriver20Filled },
  about: { regular: Info20Regular, filled: Info20Filled },
} as const satisfies Record<PageId, unknown>;

/** The pages that are there, in the order of a life with Alloy. */
export function Navigation({ page }: { readonly page: PageId }) {
  const styles = useStyles();
  return (
    <nav className={styles.root} aria-label={t('app-pages')} data-region>
      <ul>
        <li>
          <PageLink id="overview" page={page} />
        </li>
        <li>
          <h2 className={mergeClasses(styles.caption, styles.hiddenWhenNarrow)}>{t('nav-group-collect')}</h2>
          <PageLink id="setup" page={page} />
        </li>
      </ul>
      <ul className={styles.foot}>
        <li>
          <PageLink id="about" page={page} />
        </li>
      </ul>
    </nav>
  );
}

function PageLink({ id, page }: { readonly id: PageId; readonly page: PageId }) {
  const styles = useStyles();
  const [isTooltipWanted, setTooltipWanted] = useState(false);
  const isNarrow = useMediaQuery('(max-width: 1100px)');
  const isCurrent = id === page;
  const Icon = isCurrent ? icons[id].filled : icons[id].regular;
  return (
    <Tooltip
      content={t(`nav-${id}`)}
      relationship="inaccessible"
      positioning="after"
      visible={isTooltipWanted && isNarrow}
      onVisibleChange={(_, { visible }) => setTooltipWanted(visible)}
    >
      <a
        className={mergeClasses(styles.link, isCurrent && styles.current)}
        href={hrefOf(id)}
        aria-current={isCurrent ? 'page' : undefined}
      >
        <Icon className={styles.icon} aria-hidden />
        <span className={styles.hiddenWhenNarrow}>{t(`nav-${id}`)}</span>
      </a>
    </Tooltip>
  );
}
