import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  ArrowSync24Regular,
  CheckmarkCircle24Filled,
  Clock24Regular,
  ErrorCircle24Filled,
  QuestionCircle24Regular,
  RecordStop24Regular,
  SubtractCircle24Regular,
  Warning24Filled,
} from '@fluentui/react-icons';
import type { MachineStatus, PillState } from '../../../shared/contract/status';
import { codeFont, desk, forcedColors, oneColumn } from '../../parts/desk';
import { MarkedText } from '../../parts/MarkedText';
import { pillTones } from '../../parts/pill-tones';
import { useNow } from '../../platform/useNow';
import { formatExact, formatTime } from '../../words/format';
import { t } from '../../words/t';
import { DeliveryNumbers } from './DeliveryNumbers';
import type { Evidence, Lead, LeadAction } from './lead';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: '24px minmax(0, 1fr) auto',
    gap: '4px 12px',
    alignItems: 'center',
    padding: '15px',
    backgroundColor: desk.deskCard,
    border: `1px solid ${desk.deskEdge}`,
    borderRadius: tokens.borderRadiusXLarge,
    [forcedColors]: { border: '1px solid CanvasText' },
    [oneColumn]: { gridTemplateColumns: '24px minmax(0, 1fr)' },
  },
  bad: { border: `1px solid ${desk.deskBad}`, [forcedColors]: { border: '2px solid Highlight' } },
  warning: { border: `1px solid ${desk.deskWarning}`, [forcedColors]: { border: '2px solid Highlight' } },
  icon: { color: tokens.colorNeutralForeground3, [forcedColors]: { color: 'CanvasText' } },
  goodIcon: { color: desk.deskGood },
  badIcon: { color: desk.deskBad },
  warningIcon: { color: desk.deskWarning },
  busyIcon: { color: tokens.colorCompoundBrandForeground1 },
  title: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  text: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  since: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, whiteSpace: 'nowrap' },
  side: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    [oneColumn]: { gridColumn: '2' },
  },
  evidence: {
    gridColumn: '2 / -1',
    marginTop: '8px',
    padding: '7px 12px',
    border: `1px solid ${desk.deskEdgeSoft}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: desk.deskWell,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '20px',
    [forcedColors]: { border: '1px solid CanvasText' },
    [oneColumn]: { gridColumn: '1 / -1' },
  },
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(72px, auto) minmax(0, 1fr) auto',
    columnGap: '12px',
    [oneColumn]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  dim: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  said: { overflowWrap: 'anywhere' },
  quoted: { fontFamily: tokens.fontFamilyMonospace, ...codeFont },
});

const icons = {
  unknown: QuestionCircle24Regular,
  changing: ArrowSync24Regular,
  'not-installed': SubtractCircle24Regular,
  stopped: RecordStop24Regular,
  starting: ArrowSync24Regular,
  'not-answering': ErrorCircle24Filled,
  'change-pending': Clock24Regular,
  'losing-data': ErrorCircle24Filled,
  degraded: Warning24Filled,
  'no-data-yet': ArrowSync24Regular,
  delivering: CheckmarkCircle24Filled,
} as const satisfies Record<PillState, unknown>;

export interface LeadCardProps {
  readonly lead: Lead;
  readonly status: MachineStatus;
  readonly isBusy: boolean;
  /** Something else on the page asks first: then nothing here is the default. */
  readonly isQuiet: boolean;
  readonly onAction: (action: LeadAction) => void;
}

/** What matters now: one sentence, since when, the evidence, and at most two ways on. */
export function LeadCard({ lead, status, isBusy, isQuiet, onAction }: LeadCardProps) {
  const styles = useStyles();
  const now = useNow();
  const tone = pillTones[lead.pill];
  const Icon = icons[lead.pill];
  const isSetUp = status.config.state === 'known' && status.config.value.origin === 'ours';
  const toneIcon = { good: styles.goodIcon, bad: styles.badIcon, warning: styles.warningIcon, busy: styles.busyIcon };
  const iconColor = tone in toneIcon ? toneIcon[tone as keyof typeof toneIcon] : undefined;
  return (
    <section
      className={mergeClasses(styles.root, tone === 'bad' && styles.bad, tone === 'warning' && styles.warning)}
      aria-label={t(`pill-${lead.pill}`)}
      data-lead={lead.pill}
    >
      <Icon className={mergeClasses(styles.icon, iconColor)} aria-hidden />
      <div>
        <h2 className={styles.title}>
          <MarkedText>{lead.title}</MarkedText>
        </h2>
        <p className={styles.text}>
          <MarkedText>{lead.text}</MarkedText>
          {lead.sinceMs !== undefined && (
            <span className={styles.since} title={formatExact(lead.sinceMs)}>
              {' · '}
              {t('since', { time: formatTime(lead.sinceMs, now) })}
            </span>
          )}
        </p>
      </div>
      <div className={styles.side}>
        {lead.pill === 'delivering' && <DeliveryNumbers status={status} />}
        {lead.actions.slice(0, 2).map((action, index) => (
          <Button
            key={action}
            appearance={index === 0 && !isQuiet ? 'primary' : 'secondary'}
            disabled={isBusy && (action === 'start' || action === 'restart' || action === 'reload')}
            onClick={() => onAction(action)}
          >
            {actionWord(action, isSetUp)}
          </Button>
        ))}
      </div>
      {lead.evidence.length > 0 && (
        <ul className={styles.evidence}>
          {lead.evidence.map((evidence) => (
            <EvidenceLine key={`${evidence.source ?? ''} ${evidence.text}`} evidence={evidence} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
}

function EvidenceLine({ evidence, now }: { readonly evidence: Evidence; readonly now: number }) {
  const styles = useStyles();
  const { atMs, isSince = false, text, isQuoted = false, source } = evidence;
  // Without a time the source takes its place, so that no column stands empty.
  const time = atMs === undefined ? source : formatTime(atMs, now);
  return (
    <li className={styles.line}>
      <span className={styles.dim} {...(atMs === undefined ? {} : { title: formatExact(atMs) })}>
        {isSince ? t('since', { time: time ?? '' }) : time}
      </span>
      <span className={mergeClasses(styles.said, isQuoted && styles.quoted)}>{text}</span>
      <span className={styles.dim}>{atMs !== undefined && source}</span>
    </li>
  );
}

function actionWord(action: LeadAction, isSetUp: boolean): string {
  switch (action) {
    case 'start':
    case 'restart':
    case 'reload':
      return t(`action-${action}`);
    case 'setup':
      return t(isSetUp ? 'overview-change-setup' : 'overview-setup-machine');
    case 'test':
      return t('lead-test');
    case 'component':
      return t('lead-show-component');
    case 'log':
      return t('lead-log');
    case 'read-again':
      return t('overview-read-again');
  }
}
