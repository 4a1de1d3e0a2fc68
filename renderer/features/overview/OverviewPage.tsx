import { Button, makeStyles, Skeleton, tokens, useAnnounce } from '@fluentui/react-components';
import { useState } from 'react';
import type { EndpointStatus } from '../../../shared/contract/endpoint';
import type { Failure } from '../../../shared/contract/result';
import type { ServiceAction } from '../../../shared/contract/status';
import { LoadingBlock } from '../../parts/LoadingBlock';
import { lowWindow, oneColumn } from '../../parts/desk';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead } from '../../parts/PageHead';
import { lastOf } from '../../platform/query-store';
import { useMachineStatus } from '../../platform/useMachineStatus';
import { useOperation } from '../../platform/useOperation';
import { useQuery } from '../../platform/useQuery';
import { useRunningOperation } from '../../platform/useRunningOperation';
import { t } from '../../words/t';
import { ComponentDrawer } from './ComponentDrawer';
import { ComponentsCard } from './ComponentsCard';
import { DecisionNote } from './DecisionNote';
import { EndpointTestDialog } from './EndpointTestDialog';
import { FlowCard } from './FlowCard';
import { FoundPage } from './FoundPage';
import { LastChangeCard } from './LastChangeCard';
import { known, leadOf, type LeadAction } from './lead';
import { LeadCard } from './LeadCard';
import { LogDrawer } from './LogDrawer';
import { ReadAge } from './ReadAge';
import { ServiceDialog } from './ServiceDialog';
import { ServiceMenu } from './ServiceMenu';

const useStyles = makeStyles({
  stack: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    paddingBottom: '24px',
    [lowWindow]: { paddingBottom: '12px' },
  },
  bottom: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 360px)',
    gap: tokens.spacingHorizontalM,
    [oneColumn]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

type Opened =
  | { readonly kind: 'service'; readonly action: ServiceAction }
  | { readonly kind: 'component'; readonly id: string }
  | { readonly kind: 'endpoint'; readonly endpoint: EndpointStatus }
  | { readonly kind: 'log' };

/** Does it work? One card leads, everything else stays reachable and quiet. */
export function OverviewPage({ onSetup }: { readonly onSetup: () => void }) {
  const styles = useStyles();
  const { query, refresh } = useMachineStatus();
  const info = lastOf(useQuery('appInfo', undefined).query)?.value;
  const control = useOperation('serviceControl');
  const isChanging = useRunningOperation() !== null;
  const { announce } = useAnnounce();
  const [opened, setOpened] = useState<Opened | null>(null);

  const last = lastOf(query);
  if (!last) return <Unread failure={query.state === 'failed' ? query.failure : undefined} onReadAgain={refresh} />;
  const status = last.value;
  const close = (): void => setOpened(null);
  const askFor = (action: ServiceAction): void => setOpened({ kind: 'service', action });

  const runControl = async (action: ServiceAction, planHash: string): Promise<void> => {
    close();
    const result = await control.run({ action, planHash });
    if (result.ok) announce(t(`done-${action}`), { polite: true });
  };

  const lead = leadOf(status);
  const onLead = (action: LeadAction): void => {
    if (action === 'setup') onSetup();
    else if (action === 'log') setOpened({ kind: 'log' });
    else if (action === 'read-again') refresh();
    else if (action === 'test') {
      if (lead.endpoint) setOpened({ kind: 'endpoint', endpoint: lead.endpoint });
    } else if (action === 'component') {
      if (lead.component) setOpened({ kind: 'component', id: lead.component.id });
    } else askFor(action);
  };

  const lastChange = known(status.lastChange);
  const waiting = lastChange && lastChange.choices.length > 0 ? lastChange : undefined;
  const isAbsent = status.pill === 'not-installed';
  const readAge = <ReadAge readAtMs={last.readAtMs} hasFailed={query.state === 'failed'} />;
  return (
    <>
      <PageHead
        title={t('overview-title')}
        sub={readAge}
        actions={
          <ServiceMenu
            status={status}
            isBusy={isChanging}
            onAction={askFor}
            onSetup={onSetup}
            onLog={() => setOpened({ kind: 'log' })}
          />
        }
      />
      <div className={styles.stack}>
        {control.operation.state === 'failed' && (
          <FailureNote
            failure={control.operation.failure}
            isNews
            actions={<Button onClick={control.forget}>{t('action-dismiss')}</Button>}
          />
        )}
        {isAbsent ? (
          <FoundPage status={status} computerName={info?.computerName} onSetup={onSetup} />
        ) : (
          <>
            {waiting && <DecisionNote change={waiting} isBusy={isChanging} />}
            <LeadCard
              lead={lead}
              status={status}
              isBusy={isChanging}
              isQuiet={waiting !== undefined}
              onAction={onLead}
            />
            <FlowCard status={status} onTest={(endpoint) => setOpened({ kind: 'endpoint', endpoint })} />
            <div className={styles.bottom}>
              <ComponentsCard status={status} onOpen={(id) => setOpened({ kind: 'component', id })} />
              <LastChangeCard lastChange={status.lastChange} />
            </div>
          </>
        )}
      </div>
      {opened?.kind === 'service' && (
        <ServiceDialog
          action={opened.action}
          onConfirm={(planHash) => void runControl(opened.action, planHash)}
          onClose={close}
        />
      )}
      {opened?.kind === 'component' && (
        <ComponentDrawer id={opened.id} onOpen={(id) => setOpened({ kind: 'component', id })} onClose={close} />
      )}
      {opened?.kind === 'endpoint' && <EndpointTestDialog endpoint={opened.endpoint} onClose={close} />}
      {opened?.kind === 'log' && <LogDrawer onClose={close} />}
    </>
  );
}

/** Before the first reading: the page in its final layout, or why there is none. */
function Unread({ failure, onReadAgain }: { readonly failure: Failure | undefined; readonly onReadAgain: () => void }) {
  const styles = useStyles();
  if (failure)
    return (
      <>
        <PageHead title={t('overview-title')} />
        <FailureNote failure={failure} actions={<Button onClick={onReadAgain}>{t('overview-read-again')}</Button>} />
      </>
    );
  return (
    <>
      <PageHead title={t('overview-title')} sub={t('overview-reading')} />
      <Skeleton className={styles.stack} aria-label={t('overview-reading')}>
        <LoadingBlock size="low" />
        <LoadingBlock size="middle" />
        <div className={styles.bottom}>
          <LoadingBlock size="middle" />
          <LoadingBlock size="middle" />
        </div>
      </Skeleton>
    </>
  );
}
