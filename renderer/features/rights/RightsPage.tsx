import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Shield20Regular } from '@fluentui/react-icons';
import type { Failure } from '../../../shared/contract/result';
import type { AppInfo } from '../../../shared/contract/status';
import { desk, forcedColors, oneColumn } from '../../parts/desk';
import { FailureNote } from '../../parts/FailureNote';
import { MarkedText } from '../../parts/MarkedText';
import { PageHead } from '../../parts/PageHead';
import { SectionCard } from '../../parts/SectionCard';
import { useCommand } from '../../platform/useCommand';
import { t } from '../../words/t';

const useStyles = makeStyles({
  column: { width: '100%', maxWidth: '760px', margin: '0 auto', paddingBottom: '24px' },
  reasons: { display: 'grid' },
  reason: {
    display: 'grid',
    gridTemplateColumns: '144px minmax(0, 1fr)',
    gap: '4px 12px',
    padding: '12px 0',
    borderTop: `1px solid ${desk.deskEdgeSoft}`,
    ':first-child': { borderTop: 'none', paddingTop: '4px' },
    [forcedColors]: { borderTopColor: 'CanvasText' },
    [oneColumn]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  name: { fontWeight: tokens.fontWeightSemibold },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '16px' },
  hints: { marginTop: '12px', display: 'grid', rowGap: '4px', color: tokens.colorNeutralForeground2 },
  note: { marginTop: '16px' },
});

/** On Windows without the rights of an administrator: why they are needed, and the two ways to go on. */
export function RightsPage({ info }: { readonly info: AppInfo }) {
  const styles = useStyles();
  const restart = useCommand('appRestart');
  const isWaiting = restart.command.state === 'loading';
  return (
    <div className={styles.column}>
      <PageHead title={t('rights-title')} sub={t('rights-sub', { user: info.userName, computer: info.computerName })} />
      <SectionCard title={t('rights-why')}>
        <dl className={styles.reasons}>
          {(['service', 'file', 'look'] as const).map((reason) => (
            <div key={reason} className={styles.reason}>
              <dt className={styles.name}>{t(`rights-why-${reason}`)}</dt>
              <dd>
                <MarkedText>{t(`rights-why-${reason}-text`)}</MarkedText>
              </dd>
            </div>
          ))}
        </dl>
      </SectionCard>
      <div className={styles.actions}>
        <Button
          appearance="primary"
          icon={<Shield20Regular />}
          disabledFocusable={isWaiting}
          onClick={() => void restart.run({ as: 'administrator' })}
        >
          {t('rights-elevate')}
        </Button>
        <Button disabledFocusable={isWaiting} onClick={() => void restart.run({ as: 'demo' })}>
          {t('rights-demo')}
        </Button>
      </div>
      <div className={styles.hints}>
        <output>{t(isWaiting ? 'rights-elevating' : 'rights-elevate-hint')}</output>
        <p>{t('rights-demo-hint')}</p>
      </div>
      {restart.command.state === 'failed' && (
        <div className={styles.note}>
          <FailureNote failure={restart.command.failure} isNews />
        </div>
      )}
    </div>
  );
}

/**
 * Our scripts may not run or cannot, or others can change this program: nothing else of the app would work or could be
 * trusted, so this stands in its place.
 */
export function BlockedPage({ failure, onAgain }: { readonly failure: Failure; readonly onAgain: () => void }) {
  const styles = useStyles();
  const restart = useCommand('appRestart');
  const what = failure.reason.startsWith('program-folder-') ? 'open' : 'failed';
  return (
    <div className={styles.column}>
      <PageHead title={t(`rights-${what}-title`)} sub={t(`rights-${what}-sub`)} />
      <FailureNote
        failure={failure}
        actions={
          <>
            <Button onClick={onAgain}>{t('rights-again')}</Button>
            <Button onClick={() => void restart.run({ as: 'demo' })}>{t('rights-demo')}</Button>
          </>
        }
      />
      <p className={styles.hints}>{t('rights-demo-hint')}</p>
      {restart.command.state === 'failed' && <FailureNote failure={restart.command.failure} isNews />}
    </div>
  );
}
