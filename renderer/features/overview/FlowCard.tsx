import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { EndpointStatus } from '../../../shared/contract/endpoint';
import type { ComponentSummary, MachineStatus } from '../../../shared/contract/status';
import { oneColumn } from '../../parts/desk';
import { SectionCard } from '../../parts/SectionCard';
import { SignalMark, signalOf } from '../../parts/SignalMark';
import { explainFailure, t } from '../../words/t';
import { AlloyBox } from './AlloyBox';
import { EndpointBox } from './EndpointBox';
import { useFlowStyles } from './flow.styles';
import { isLosing, known } from './lead';
import { Wire, type WireState } from './Wire';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: '172px 32px minmax(0, 1fr) minmax(0, 464px)',
    alignItems: 'stretch',
    [oneColumn]: { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '8px' },
  },
  column: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignContent: 'center',
    rowGap: '8px',
    minWidth: 0,
  },
  endpoint: {
    display: 'grid',
    gridTemplateColumns: '32px minmax(0, 1fr)',
    minWidth: 0,
    [oneColumn]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

export interface FlowCardProps {
  readonly status: MachineStatus;
  readonly onTest: (endpoint: EndpointStatus) => void;
}

/** From the sources on this machine through Alloy to the endpoints; the wire breaks where the data breaks. */
export function FlowCard({ status, onTest }: FlowCardProps) {
  const styles = useStyles();
  const endpoints = status.endpoints;
  const isUp = status.api.state === 'ready';
  const hasSources = known(status.components)?.some(isSource) === true;
  return (
    <SectionCard title={t('flow-title')}>
      <div className={styles.grid}>
        <ul className={styles.column} aria-label={t('flow-sources')}>
          <Sources status={status} />
        </ul>
        <Wire state={isUp && hasSources ? 'flows' : 'rests'} />
        <AlloyBox status={status} />
        <ul className={styles.column} aria-label={t('flow-endpoints')}>
          {endpoints.state === 'unknown' ? (
            <Endpoint wire="rests">
              <Empty
                title={t('flow-endpoints')}
                text={isUp ? t('not-known', { why: explainFailure(endpoints.failure).happened }) : t('flow-not-known')}
              />
            </Endpoint>
          ) : endpoints.value.length === 0 ? (
            <Endpoint wire="rests">
              <Empty title={t('flow-no-endpoint')} text={t('flow-no-endpoint-text')} />
            </Endpoint>
          ) : (
            endpoints.value.map((endpoint) => (
              <Endpoint key={`${endpoint.componentId} ${endpoint.remoteName} ${endpoint.url}`} wire={wireOf(endpoint)}>
                <EndpointBox endpoint={endpoint} readAtMs={status.readAtMs} onTest={() => onTest(endpoint)} />
              </Endpoint>
            ))
          )}
        </ul>
      </div>
    </SectionCard>
  );
}

function wireOf(endpoint: EndpointStatus): WireState {
  if (isLosing(endpoint)) return 'broken';
  return endpoint.verdict === 'healthy' || endpoint.verdict === 'shaky' ? 'flows' : 'rests';
}

function Endpoint({ wire, children }: { readonly wire: WireState; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <li className={styles.endpoint}>
      <Wire state={wire} />
      {children}
    </li>
  );
}

function Empty({ title, text }: { readonly title: string; readonly text: string }) {
  const styles = useFlowStyles();
  return (
    <div className={styles.box}>
      <div className={styles.name}>{title}</div>
      <div className={styles.caption}>{text}</div>
    </div>
  );
}

const shownSources = 3;

function Sources({ status }: { readonly status: MachineStatus }) {
  const styles = useFlowStyles();
  const components = known(status.components);
  if (!components)
    return (
      <li>
        <Empty title={t('flow-sources')} text={t('flow-not-known')} />
      </li>
    );
  const sources = components.filter(isSource);
  if (sources.length === 0)
    return (
      <li>
        <Empty title={t('flow-no-source')} text={t('flow-no-source-text')} />
      </li>
    );
  return (
    <>
      {sources.slice(0, shownSources).map(({ id, name }) => (
        <li key={id} className={styles.box} title={id}>
          <div className={styles.line}>
            <SignalMark signal={signalOf(name) === 'targets' ? 'metrics' : signalOf(name)} />
            <span className={styles.name}>{sourceName(name)}</span>
          </div>
          <div className={styles.caption}>
            {name === 'prometheus.exporter.windows' && status.program.activeSeries !== undefined && sources.length === 1
              ? t('flow-series', { count: status.program.activeSeries })
              : id}
          </div>
        </li>
      ))}
      {sources.length > shownSources && (
        <li className={styles.caption}>{t('flow-source-other', { count: sources.length - shownSources })}</li>
      )}
    </>
  );
}

function isSource({ name }: ComponentSummary): boolean {
  return /^(prometheus\.exporter|loki\.source|otelcol\.receiver)\./.test(name);
}

function sourceName(name: string): string {
  return name === 'prometheus.exporter.windows' ? t('flow-windows-metrics') : name;
}
