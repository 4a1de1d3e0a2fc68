/** A machine that delivers; tests change what they are about. */
import type { EndpointStatus } from '../../../shared/contract/endpoint';
import type { MachineStatus } from '../../../shared/contract/status';

export function anEndpoint(changes: Partial<EndpointStatus> = {}): EndpointStatus {
  return {
    componentId: 'prometheus.remote_write.central',
    remoteName: 'e1b7f3',
    url: 'https://prom01.example:9090/api/v1/write',
    deliveredSamples: 1_000,
    failedSamples: 0,
    pendingSamples: 0,
    verdict: 'healthy',
    sinceMs: 50,
    ...changes,
  };
}

export function aStatus(changes: Partial<MachineStatus> = {}): MachineStatus {
  return {
    readAtMs: 200,
    pill: 'delivering',
    alloy: { state: 'known', value: { installed: true, version: '1.18.1' } },
    service: { state: 'known', value: { state: 'running', sinceMs: 10, startType: 'automatic' } },
    config: { state: 'known', value: { path: 'config.alloy', kind: 'file', origin: 'ours', isLoaded: 'yes' } },
    api: { state: 'ready', address: '127.0.0.1:12345' },
    components: { state: 'known', value: [] },
    endpoints: { state: 'known', value: [anEndpoint()] },
    program: {},
    lastChange: { state: 'known', value: null },
    operation: null,
    ...changes,
  };
}
