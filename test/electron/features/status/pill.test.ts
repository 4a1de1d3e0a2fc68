import { describe, expect, it } from 'vitest';
import { pillOf } from '../../../../electron/features/status/pill';
import type { EndpointStatus } from '../../../../shared/contract/endpoint';
import type { Failure } from '../../../../shared/contract/result';
import type { ComponentSummary, ConfigStatus, ServiceStatus } from '../../../../shared/contract/status';

type Facts = Parameters<typeof pillOf>[0];

const readAtMs = Date.UTC(2026, 10, 25, 12);
const known = <T>(value: T) => ({ state: 'known', value }) as const;
const failure: Failure = { code: 'access-denied', reason: 'machine-access-denied' };
const unknown = { state: 'unknown', failure } as const;

const anEndpoint = (change: Partial<EndpointStatus> = {}): EndpointStatus => ({
  componentId: 'prometheus.remote_write.central',
  remoteName: 'a1',
  url: 'http://h/',
  deliveredSamples: 100,
  failedSamples: 0,
  pendingSamples: 0,
  verdict: 'healthy',
  sinceMs: readAtMs,
  ...change,
});
const aComponent = (health: ComponentSummary['health']): ComponentSummary => ({
  id: 'a.b',
  name: 'a',
  label: 'b',
  health,
  message: '',
});
const aService = (change: Partial<ServiceStatus> = {}) =>
  known<ServiceStatus>({ state: 'running', sinceMs: readAtMs - 3_600_000, ...change });
const aConfig = (isLoaded: ConfigStatus['isLoaded']) =>
  known<ConfigStatus>({ path: 'c', kind: 'file', origin: 'ours', isLoaded });

const facts = (change: Partial<Facts> = {}): Facts => ({
  readAtMs,
  alloy: known({ installed: true }),
  service: aService(),
  config: aConfig('yes'),
  api: { state: 'ready', address: '127.0.0.1:12345' },
  components: known([aComponent('healthy')]),
  endpoints: known([anEndpoint()]),
  operation: null,
  ...change,
});

describe('the pill', () => {
  it.each<[string, Partial<Facts>]>([
    ['delivering', {}],
    ['unknown', { service: unknown }],
    ['unknown', { components: unknown }],
    ['changing', { operation: { operationId: 'operation-1', operation: 'setupApply', startedAtMs: readAtMs } }],
    ['not-installed', { service: aService({ state: 'absent' }) }],
    ['stopped', { service: aService({ state: 'stopped' }) }],
    ['starting', { service: aService({ sinceMs: readAtMs - 59_000 }), api: { state: 'closed', address: '' } }],
    ['not-answering', { service: aService({ sinceMs: readAtMs - 61_000 }), api: { state: 'closed', address: '' } }],
    ['not-answering', { api: { state: 'stranger', address: '' } }],
    ['change-pending', { config: aConfig('no') }],
    ['losing-data', { endpoints: known([anEndpoint(), anEndpoint({ verdict: 'rejecting' })]) }],
    ['losing-data', { endpoints: known([anEndpoint({ verdict: 'unreachable' })]) }],
    ['degraded', { components: known([aComponent('unhealthy')]) }],
    ['degraded', { components: known([aComponent('exited')]) }],
    ['no-data-yet', { endpoints: known([]) }],
    ['no-data-yet', { endpoints: known([anEndpoint({ deliveredSamples: 0, verdict: 'not-known-yet' })]) }],
  ])('says %s', (state, change) => {
    expect(pillOf(facts(change))).toBe(state);
  });

  it('says what comes first when several rows hold', () => {
    const rejecting = known([anEndpoint({ verdict: 'rejecting' })]);
    const unhealthy = known([aComponent('unhealthy')]);
    expect(pillOf(facts({ endpoints: rejecting, components: unhealthy }))).toBe('losing-data');
    expect(pillOf(facts({ endpoints: rejecting, config: aConfig('no') }))).toBe('change-pending');
    expect(pillOf(facts({ endpoints: rejecting, service: aService({ state: 'stopped' }) }))).toBe('stopped');
  });
});
