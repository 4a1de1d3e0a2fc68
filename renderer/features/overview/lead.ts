/** The one card that leads the page: for the state in the pill, what it means, since when, and what to do about it. */
import type { EndpointStatus } from '../../../shared/contract/endpoint';
import type { Known } from '../../../shared/contract/result';
import type { ComponentSummary, MachineStatus, PillState, ServiceStatus } from '../../../shared/contract/status';
import { explainCause, explainFailure, t } from '../../words/t';

export type LeadAction = 'start' | 'restart' | 'reload' | 'setup' | 'test' | 'component' | 'log' | 'read-again';

export interface Evidence {
  /** When it was seen; `since` where it has lasted from then on. */
  readonly atMs?: number;
  readonly isSince?: boolean;
  readonly text: string;
  /** Said by Alloy or a server, so it stands as it came. */
  readonly isQuoted?: boolean;
  readonly source?: string;
}

export interface Lead {
  readonly pill: PillState;
  readonly title: string;
  readonly text: string;
  readonly sinceMs?: number | undefined;
  readonly evidence: readonly Evidence[];
  /** The first is the one to take; at most two. */
  readonly actions: readonly LeadAction[];
  readonly endpoint?: EndpointStatus;
  readonly component?: ComponentSummary;
}

type Card = Omit<Lead, 'pill' | 'evidence' | 'actions'> & Partial<Pick<Lead, 'evidence' | 'actions'>>;

/** The lead of a status; the state was decided by main. */
export function leadOf(status: MachineStatus): Lead {
  return { pill: status.pill, evidence: [], actions: [], ...cards[status.pill](status) };
}

const cards: Readonly<Record<PillState, (status: MachineStatus) => Card>> = {
  unknown: (status) => ({
    title: t('lead-unknown'),
    text: t('lead-unknown-text'),
    evidence: unknownFacts(status).slice(0, 2),
    actions: ['read-again'],
  }),
  changing: () => ({ title: t('lead-changing'), text: t('lead-changing-text') }),
  // The page for this state is another one; its card is here for the moment in which the state changes.
  'not-installed': () => ({ title: t('pill-not-installed'), text: t('found-alloy-absent-text') }),
  stopped: (status) => stopped(known(status.service)),
  starting: (status) => ({
    title: t('lead-starting'),
    text: t('lead-starting-text'),
    sinceMs: known(status.service)?.sinceMs,
    actions: ['log'],
  }),
  'not-answering': (status) => ({
    ...silence[status.api.state](),
    sinceMs: known(status.service)?.sinceMs,
    evidence: [{ text: status.api.address, isQuoted: true }],
    actions: ['log', 'restart'],
  }),
  'change-pending': (status) => pending(status),
  'losing-data': (status) => losing(status),
  degraded: (status) => degraded(known(status.components) ?? []),
  'no-data-yet': (status) =>
    (known(status.endpoints) ?? []).length === 0
      ? { title: t('lead-no-endpoint'), text: t('lead-no-endpoint-text'), actions: ['setup'] }
      : { title: t('lead-no-data'), text: t('lead-no-data-text'), actions: ['log'] },
  delivering: (status) => delivering(known(status.endpoints) ?? []),
};

const silence: Readonly<Record<MachineStatus['api']['state'], () => { title: string; text: string }>> = {
  closed: () => ({ title: t('lead-closed'), text: t('lead-closed-text') }),
  stranger: () => ({ title: t('lead-stranger'), text: t('lead-stranger-text') }),
  'not-answering': () => ({ title: t('lead-no-answer'), text: t('lead-no-answer-text') }),
  'not-asked': () => ({ title: t('lead-no-answer'), text: t('lead-no-answer-text') }),
  ready: () => ({ title: t('lead-no-answer'), text: t('lead-no-answer-text') }),
};

function stopped(service: ServiceStatus | undefined): Card {
  const sinceMs = service?.sinceMs;
  if (service?.state === 'stopping') return { title: t('lead-stopping'), text: t('lead-stopping-text'), sinceMs };
  if (service?.state === 'paused')
    return { title: t('lead-paused'), text: t('lead-paused-text'), sinceMs, actions: ['restart'] };
  const isDisabled = service?.startType === 'disabled';
  const code = service?.exitCode;
  return {
    title: t('lead-stopped'),
    text: t(isDisabled ? 'lead-disabled-text' : 'lead-stopped-text'),
    sinceMs,
    evidence: code === undefined || code === 0 ? [] : [{ text: t('lead-exit-code', { code }) }],
    actions: isDisabled ? ['log'] : ['start', 'log'],
  };
}

function pending(status: MachineStatus): Card {
  const config = known(status.config);
  return {
    title: t('lead-pending'),
    text: t('lead-pending-text'),
    evidence: config
      ? [
          {
            text: t('lead-pending-evidence', { path: config.path }),
            ...(config.modifiedAtMs === undefined ? {} : { atMs: config.modifiedAtMs }),
          },
        ]
      : [],
    actions: ['reload', 'log'],
  };
}

function losing(status: MachineStatus): Card {
  const endpoint = (known(status.endpoints) ?? []).find(isLosing);
  if (!endpoint) return { title: t('pill-losing-data'), text: t('lead-losing-text'), actions: ['log'] };
  const host = hostOf(endpoint.url);
  const cause = endpoint.cause;
  // A cause that is not known is no sentence to lead with.
  const sentence = cause && cause.words.id !== 'cause-not-known' ? explainCause(cause.words) : undefined;
  const plainTitle = endpoint.verdict === 'rejecting' ? t('lead-rejecting', { host }) : t('lead-unreachable', { host });
  const counted: Evidence = {
    atMs: endpoint.sinceMs,
    isSince: true,
    text: t('lead-lost', {
      failed: endpoint.failedSamples,
      delivered: endpoint.deliveredSamples,
      pending: endpoint.pendingSamples,
    }),
    source: t('lead-counted'),
  };
  const said: readonly Evidence[] =
    cause?.evidence === undefined || cause.evidence === ''
      ? []
      : [{ atMs: cause.checkedAtMs, text: cause.evidence, isQuoted: true, source: t('lead-answer-of', { host }) }];
  return {
    title: sentence ? [sentence.happened, sentence.means].filter(Boolean).join(' ') : plainTitle,
    text: sentence?.todo ?? t('lead-losing-text'),
    sinceMs: endpoint.sinceMs,
    evidence: [...said, counted],
    actions: ['test', 'setup'],
    endpoint,
  };
}

function degraded(components: readonly ComponentSummary[]): Card {
  const unhealthy = components.filter(isUnhealthy);
  const [component] = unhealthy;
  return {
    title: t('lead-degraded', { count: unhealthy.length }),
    text: t('lead-degraded-text'),
    sinceMs: component?.updatedAtMs,
    evidence: unhealthy.slice(0, 2).map(({ id, message }) => ({
      text: message === '' ? t('lead-no-message') : message,
      isQuoted: true,
      source: id,
    })),
    actions: component ? ['component', 'log'] : ['log'],
    ...(component ? { component } : {}),
  };
}

function delivering(endpoints: readonly EndpointStatus[]): Card {
  const failed = endpoints.reduce((sum, { failedSamples }) => sum + failedSamples, 0);
  const isShaky = endpoints.some(({ verdict }) => verdict === 'shaky');
  const text =
    failed > 0 ? t('lead-delivering-some', { failed }) : t(isShaky ? 'lead-delivering-shaky' : 'lead-delivering-all');
  const since = endpoints.map(({ sinceMs }) => sinceMs);
  return { title: t('lead-delivering'), text, sinceMs: since.length === 0 ? undefined : Math.max(...since) };
}

/** Facts that could not be read, each with its reason. */
function unknownFacts(status: MachineStatus): readonly Evidence[] {
  const facts: readonly (readonly [string, Known<unknown>])[] = [
    [t('alloy-service'), status.service],
    [t('found-alloy'), status.alloy],
    [t('alloy-config'), status.config],
    [t('components-title'), status.components],
    [t('flow-endpoints'), status.endpoints],
  ];
  return facts.flatMap(([source, fact]) =>
    fact.state === 'unknown' ? [{ text: explainFailure(fact.failure).happened, source }] : [],
  );
}

export function known<T>(fact: Known<T>): T | undefined {
  return fact.state === 'known' ? fact.value : undefined;
}

export function isLosing({ verdict }: Pick<EndpointStatus, 'verdict'>): boolean {
  return verdict === 'rejecting' || verdict === 'unreachable';
}

export function isUnhealthy({ health }: Pick<ComponentSummary, 'health'>): boolean {
  return health === 'unhealthy' || health === 'exited';
}

/** Host and port of an address; the address itself where it is none. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
