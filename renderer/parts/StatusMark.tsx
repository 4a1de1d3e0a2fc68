import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Filled,
  Circle16Regular,
  Clock16Regular,
  ErrorCircle16Filled,
  Info16Regular,
  QuestionCircle16Regular,
  Warning16Filled,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { desk, forcedColors } from './desk';

/** How it is, in one of seven looks; the icon tells them apart without colour. */
export type Tone = 'good' | 'warning' | 'bad' | 'busy' | 'off' | 'info' | 'unknown';

const icons = {
  good: CheckmarkCircle16Filled,
  warning: Warning16Filled,
  bad: ErrorCircle16Filled,
  busy: Clock16Regular,
  off: Circle16Regular,
  info: Info16Regular,
  unknown: QuestionCircle16Regular,
} as const;

const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    verticalAlign: 'middle',
    columnGap: tokens.spacingHorizontalXS,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'nowrap',
  },
  icon: { flexShrink: 0, [forcedColors]: { color: 'CanvasText' } },
  good: { color: desk.deskGood },
  warning: { color: desk.deskWarning },
  bad: { color: desk.deskBad },
  busy: { color: tokens.colorCompoundBrandForeground1 },
  off: { color: tokens.colorNeutralForeground3 },
  info: { color: tokens.colorNeutralForeground2 },
  unknown: { color: tokens.colorNeutralForeground3 },
});

export interface StatusMarkProps {
  readonly tone: Tone;
  /** The word: an icon never stands alone. */
  readonly children: ReactNode;
  readonly className?: string;
}

/** Icon and word; colour only repeats what both say. */
export function StatusMark({ tone, children, className }: StatusMarkProps) {
  const styles = useStyles();
  const Icon = icons[tone];
  const isLoud = tone === 'warning' || tone === 'bad';
  return (
    <span className={mergeClasses(styles.root, isLoud && styles[tone], className)}>
      <Icon className={mergeClasses(styles.icon, styles[tone])} aria-hidden />
      <span>{children}</span>
    </span>
  );
}
