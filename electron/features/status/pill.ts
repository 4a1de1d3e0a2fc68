import type { MachineStatus, PillState } from '../../../shared/contract/status';

/** Until then a closed port of a living process is normal: it opens only after the first evaluation. */
export const startLimitMs = 60_000;

type Facts = Pick<MachineStatus, 'alloy' | 'service' | 'config' | 'api' | 'components' | 'endpoints' | 'operation'> & {
  readonly readAtMs: number;
};

/** The product in one word: the rows of the pill's table in their order, the first that holds wins. */
export function pillOf(facts: Facts): PillState {
  const row = rows.find(({ holds }) => holds(facts));
  return row?.state ?? 'delivering';
}

const rows: readonly { readonly state: PillState; readonly holds: (facts: Facts) => boolean }[] = [
  { state: 'unknown', holds: ({ service, alloy }) => service.state === 'unknown' || alloy.state === 'unknown' },
  { state: 'changing', holds: ({ operation }) => operation !== null },
  { state: 'not-installed', holds: (facts) => serviceState(facts) === 'absent' },
  { state: 'stopped', holds: (facts) => ['stopped', 'stopping', 'paused'].includes(serviceState(facts)) },
  { state: 'starting', holds: (facts) => facts.api.state === 'closed' && isWithinStart(facts) },
  { state: 'not-answering', holds: ({ api }) => api.state !== 'ready' },
  { state: 'change-pending', holds: ({ config }) => config.state === 'known' && config.value.isLoaded === 'no' },
  {
    state: 'losing-data',
    holds: ({ endpoints }) =>
      verdicts(endpoints).some((verdict) => verdict === 'rejecting' || verdict === 'unreachable'),
  },
  { state: 'degraded', holds: ({ components }) => hasUnhealthy(components) },
  {
    state: 'no-data-yet',
    holds: ({ endpoints }) =>
      endpoints.state === 'known' && endpoints.value.every(({ deliveredSamples }) => deliveredSamples === 0),
  },
  {
    state: 'unknown',
    holds: ({ components, endpoints }) => components.state === 'unknown' || endpoints.state === 'unknown',
  },
];

function serviceState({ service }: Facts): string {
  return service.state === 'known' ? service.value.state : 'unknown';
}

function isWithinStart({ service, readAtMs }: Facts): boolean {
  if (service.state !== 'known') return false;
  return service.value.sinceMs === undefined || readAtMs - service.value.sinceMs < startLimitMs;
}

function verdicts(endpoints: MachineStatus['endpoints']): readonly string[] {
  return endpoints.state === 'known' ? endpoints.value.map(({ verdict }) => verdict) : [];
}

function hasUnhealthy(components: MachineStatus['components']): boolean {
  return (
    components.state === 'known' && components.value.some(({ health }) => health === 'unhealthy' || health === 'exited')
  );
}
