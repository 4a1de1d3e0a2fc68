import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ConfigStatus, MachineStatus, ServiceStatus } from '../../../shared/contract/status';
import { PathText } from '../../parts/PathText';
import { StatusMark, type Tone } from '../../parts/StatusMark';
import { useNow } from '../../platform/useNow';
import { formatBytes, formatDuration, formatExact, formatTime } from '../../words/format';
import { explainFailure, t } from '../../words/t';
import { useFlowStyles } from './flow.styles';
import { known } from './lead';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', justifyContent: 'center', rowGap: '8px' },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: '4px 12px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  name: { color: tokens.colorNeutralForeground3 },
  value: { textAlign: 'right', overflowWrap: 'anywhere' },
  path: { color: tokens.colorNeutralForeground2 },
});

const serviceTones: Readonly<Record<ServiceStatus['state'], Tone>> = {
  absent: 'off',
  stopped: 'off',
  starting: 'busy',
  running: 'good',
  stopping: 'busy',
  paused: 'warning',
};

const apiTones: Readonly<Record<MachineStatus['api']['state'], Tone>> = {
  ready: 'good',
  closed: 'busy',
  stranger: 'bad',
  'not-answering': 'bad',
  'not-asked': 'off',
};

/** The service, its process, its address and its configuration. */
export function AlloyBox({ status }: { readonly status: MachineStatus }) {
  const styles = useStyles();
  const flow = useFlowStyles();
  const now = useNow();
  const { service: serviceFact, config: configFact, program, api } = status;
  const service = known(serviceFact);
  const config = known(configFact);
  const startedAtMs = program.startedAtMs ?? (service?.state === 'running' ? service.sinceMs : undefined);
  return (
    <div className={mergeClasses(flow.box, styles.root)}>
      <div className={flow.head}>
        <span className={flow.name}>
          {t('alloy-name', { version: known(status.alloy)?.version?.replace(/^v/, '') ?? '' })}
        </span>
        {service ? (
          <StatusMark tone={serviceTones[service.state]}>{t(`service-${service.state}`)}</StatusMark>
        ) : (
          <StatusMark tone="unknown">{t('not-known-short')}</StatusMark>
        )}
      </div>
      <dl className={styles.facts}>
        <Fact name={t('alloy-service')}>
          {serviceFact.state === 'unknown'
            ? t('not-known', { why: explainFailure(serviceFact.failure).happened })
            : serviceLine(serviceFact.value)}
        </Fact>
        {startedAtMs === undefined
          ? service?.sinceMs !== undefined && (
              <Fact name={t(`service-${service.state}`)} title={formatExact(service.sinceMs)}>
                {t('since', { time: formatTime(service.sinceMs, now) })}
              </Fact>
            )
          : service?.state === 'running' && (
              <Fact name={t('alloy-up')} title={formatExact(startedAtMs)}>
                {formatDuration(now - startedAtMs)}
              </Fact>
            )}
        {program.processId !== undefined && (
          <Fact name={t('alloy-process')}>
            {[
              t('alloy-process-value', { pid: program.processId }),
              program.memoryBytes === undefined ? undefined : formatBytes(program.memoryBytes),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Fact>
        )}
        <Fact name={t('alloy-api')}>
          <StatusMark tone={apiTones[api.state]}>{t(`api-${api.state}`)}</StatusMark>
          {api.address !== '' && ` · ${api.address}`}
        </Fact>
        <Fact name={t('alloy-config')} title={config?.path}>
          {configFact.state === 'unknown' ? (
            t('not-known', { why: explainFailure(configFact.failure).happened })
          ) : (
            <>
              {configLine(configFact.value)}
              <div className={styles.path}>
                <PathText path={configFact.value.path} />
              </div>
            </>
          )}
        </Fact>
      </dl>
    </div>
  );
}

function Fact({
  name,
  title,
  children,
}: {
  readonly name: string;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value} title={title}>
        {children}
      </dd>
    </>
  );
}

/** `Automatic · Local System` */
function serviceLine({ startType, account }: ServiceStatus): string {
  const parts = [startType === undefined ? undefined : t(`start-${startType}`), account];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ') || t('not-known-short');
}

function configLine({ kind, origin, isLoaded }: ConfigStatus): string {
  if (kind === 'directory') return t('alloy-config-directory');
  if (kind === 'absent') return t('origin-absent');
  const loaded = { yes: t('alloy-config-loaded'), no: t('alloy-config-not-loaded'), unknown: undefined }[isLoaded];
  return [t(`origin-${origin}`), loaded].filter((part) => part !== undefined).join(' · ');
}
