import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  ArrowSync16Regular,
  CheckmarkCircle16Filled,
  Clock16Regular,
  ErrorCircle16Filled,
  QuestionCircle16Regular,
  RecordStop16Regular,
  SubtractCircle16Regular,
  Warning16Filled,
} from '@fluentui/react-icons';
import type { PillState } from '../../shared/contract/status';
import { desk, forcedColors } from '../parts/desk';
import { pillTones } from '../parts/pill-tones';
import { t } from '../words/t';
import { hrefOf } from './useRoute';

const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: '6px',
    height: '24px',
    padding: '0 10px 0 8px',
    borderRadius: '12px',
    border: `1px solid ${desk.deskEdge}`,
    backgroundColor: desk.deskCard,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    whiteSpace: 'nowrap',
    flexShrink: 0,
    ':hover': { backgroundColor: desk.deskWell },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
    [forcedColors]: { border: '1px solid CanvasText', ':focus-visible': { outline: '2px solid Highlight' } },
  },
  icon: { flexShrink: 0, [forcedColors]: { color: 'CanvasText' } },
  good: { color: desk.deskGood },
  warning: { color: desk.deskWarning },
  bad: { color: desk.deskBad },
  busy: { color: tokens.colorCompoundBrandForeground1 },
  off: { color: tokens.colorNeutralForeground3 },
  info: { color: tokens.colorNeutralForeground3 },
  unknown: { color: tokens.colorNeutralForeground3 },
});

const icons = {
  unknown: QuestionCircle16Regular,
  changing: ArrowSync16Regular,
  'not-installed': SubtractCircle16Regular,
  stopped: RecordStop16Regular,
  starting: ArrowSync16Regular,
  'not-answering': ErrorCircle16Filled,
  'change-pending': Clock16Regular,
  'losing-data': ErrorCircle16Filled,
  degraded: Warning16Filled,
  'no-data-yet': ArrowSync16Regular,
  delivering: CheckmarkCircle16Filled,
} as const satisfies Record<PillState, unknown>;

/** The product in one word; it leads to the page that explains it. */
export function StatusPill({ pill }: { readonly pill: PillState }) {
  const styles = useStyles();
  const Icon = icons[pill];
  const word = t(`pill-${pill}`);
  return (
    <a className={styles.root} href={hrefOf('overview')} aria-label={t('app-pill', { word })} data-pill={pill}>
      <Icon className={mergeClasses(styles.icon, styles[pillTones[pill]])} aria-hidden />
      {word}
    </a>
  );
}
