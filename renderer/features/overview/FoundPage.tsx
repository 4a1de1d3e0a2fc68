import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Box20Regular, Code20Regular, Open16Regular, PlugConnected20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { MachineStatus } from '../../../shared/contract/status';
import { CopyBox } from '../../parts/CopyBox';
import { desk, forcedColors, oneColumn } from '../../parts/desk';
import { MarkedText } from '../../parts/MarkedText';
import { SectionCard } from '../../parts/SectionCard';
import { StatusMark, type Tone } from '../../parts/StatusMark';
import { useCommand } from '../../platform/useCommand';
import { t } from '../../words/t';
import { known } from './lead';

const useStyles = makeStyles({
  lead: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 24px',
    padding: '15px',
    backgroundColor: desk.deskCard,
    border: `1px solid ${desk.deskEdge}`,
    borderRadius: tokens.borderRadiusXLarge,
    [forcedColors]: { border: '1px solid CanvasText' },
  },
  words: { flexGrow: 1, minWidth: 0 },
  title: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  text: { color: tokens.colorNeutralForeground2 },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 384px)',
    gap: tokens.spacingHorizontalM,
    alignItems: 'start',
    [oneColumn]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  fact: {
    display: 'grid',
    gridTemplateColumns: '20px 112px minmax(0, 1fr)',
    gap: '4px 12px',
    padding: '16px 0',
    borderTop: `1px solid ${desk.deskEdgeSoft}`,
    ':first-child': { borderTop: 'none', paddingTop: '8px' },
    [forcedColors]: { borderTopColor: 'CanvasText' },
    [oneColumn]: { gridTemplateColumns: '20px minmax(0, 1fr)' },
  },
  name: { fontWeight: tokens.fontWeightSemibold },
  value: { [oneColumn]: { gridColumn: '2' } },
  consequence: {
    marginTop: '4px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  get: { display: 'grid', rowGap: tokens.spacingVerticalM, justifyItems: 'start' },
  wide: { width: '100%' },
  caption: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    marginBottom: '4px',
  },
});

/** The same address that main opens for the link; a person without internet carries it elsewhere. */
const releasePage = 'https://github.com/grafana/alloy/releases';

export interface FoundPageProps {
  readonly status: MachineStatus;
  readonly computerName: string | undefined;
  readonly onSetup: () => void;
}

/** The first start on a machine without Alloy: what was found, what follows from it, and that nothing was changed. */
export function FoundPage({ status, computerName, onSetup }: FoundPageProps) {
  const styles = useStyles();
  const link = useCommand('linkOpen');
  const programPath = known(status.alloy)?.programPath;
  const config = known(status.config);
  const hasFile = config !== undefined && config.kind !== 'absent';
  const hasLinkFailed =
    link.command.state === 'failed' || (link.command.state === 'ready' && !link.command.value.opened);
  return (
    <>
      <section className={styles.lead} aria-label={t('pill-not-installed')} data-lead="not-installed">
        <div className={styles.words}>
          <h2 className={styles.title}>{t('found-title', { computer: computerName ?? '' })}</h2>
          <p className={styles.text}>{t('found-lead')}</p>
        </div>
        <Button onClick={onSetup}>{t('overview-setup-machine')}</Button>
      </section>
      <div className={styles.columns}>
        <SectionCard title={t('found-list')}>
          <ul>
            <Fact
              icon={<Box20Regular aria-hidden />}
              name={t('found-alloy')}
              tone="off"
              word={t(programPath === undefined ? 'found-alloy-absent' : 'found-alloy-program')}
              text={
                programPath === undefined
                  ? t('found-alloy-absent-text')
                  : t('found-alloy-program-text', { path: programPath })
              }
            />
            <Fact
              icon={<Code20Regular aria-hidden />}
              name={t('found-config')}
              tone={hasFile ? 'info' : 'off'}
              word={t(hasFile ? 'found-config-some' : 'found-config-none')}
              text={hasFile ? t('found-config-some-text', { path: config.path }) : t('found-config-none-text')}
            />
            <Fact
              icon={<PlugConnected20Regular aria-hidden />}
              name={t('found-endpoints')}
              tone="unknown"
              word={t('found-endpoints-unknown')}
              text={t('found-endpoints-text')}
            />
          </ul>
        </SectionCard>
        <SectionCard title={t('found-get')}>
          <div className={styles.get}>
            <p>
              <MarkedText>{t('found-get-text')}</MarkedText>
            </p>
            <Button
              appearance="primary"
              icon={<Open16Regular />}
              iconPosition="after"
              onClick={() => void link.run({ link: 'alloy-download' })}
            >
              {t('found-get-open')}
            </Button>
            {hasLinkFailed && (
              <p role="alert">
                <StatusMark tone="warning">{t('found-get-failed')}</StatusMark>
              </p>
            )}
            <div className={styles.wide}>
              <p className={styles.caption}>{t('found-get-offline')}</p>
              <CopyBox text={releasePage} what={t('found-get-address')} />
            </div>
          </div>
        </SectionCard>
      </div>
    </>
  );
}

function Fact(fact: {
  readonly icon: ReactNode;
  readonly name: string;
  readonly tone: Tone;
  readonly word: string;
  readonly text: string;
}) {
  const styles = useStyles();
  return (
    <li className={styles.fact}>
      {fact.icon}
      <span className={styles.name}>{fact.name}</span>
      <div className={styles.value}>
        <StatusMark tone={fact.tone}>{fact.word}</StatusMark>
        <p className={styles.consequence}>{fact.text}</p>
      </div>
    </li>
  );
}
