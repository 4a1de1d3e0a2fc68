import { describe, expect, test } from 'vitest';
import { pillStates } from '../../../shared/contract/status';
import { leadOf } from '../../../renderer/features/overview/lead';
import { anEndpoint, aStatus } from './a-status';

describe('the lead of Overview', () => {
  test.each(pillStates)('has a sentence and at most two actions for %s', (pill) => {
    const lead = leadOf(aStatus({ pill }));
    expect(lead.title).not.toBe('');
    expect(lead.text).not.toBe('');
    expect(lead.actions.length).toBeLessThanOrEqual(2);
  });

  test('says why an endpoint refuses, in the words of the cause, with the server’s own text as evidence', () => {
    const endpoint = anEndpoint({
      verdict: 'rejecting',
      deliveredSamples: 0,
      failedSamples: 92_160,
      cause: {
        words: { id: 'cause-receiver-off' },
        evidence: 'remote write receiver needs to be enabled',
        checkedAtMs: 7,
      },
    });
    const lead = leadOf(aStatus({ pill: 'losing-data', endpoints: { state: 'known', value: [endpoint] } }));
    expect(lead.title).toBe('Prometheus answered 404: its remote write receiver is off. No samples are stored.');
    expect(lead.text).toContain('--web.enable-remote-write-receiver');
    expect(lead.evidence.map(({ text }) => text)).toEqual([
      'remote write receiver needs to be enabled',
      '92,160 samples refused and not kept, 0 delivered, 0 waiting.',
    ]);
    expect(lead.actions).toEqual(['test', 'setup']);
  });

  test('leads with the verdict when the cause is not known', () => {
    const endpoint = anEndpoint({
      verdict: 'unreachable',
      cause: { words: { id: 'cause-not-known' }, checkedAtMs: 7 },
    });
    const lead = leadOf(aStatus({ pill: 'losing-data', endpoints: { state: 'known', value: [endpoint] } }));
    expect(lead.title).toBe('prom01.example:9090 cannot be reached. No samples arrive.');
  });

  test('does not offer to start a service that Windows will not start', () => {
    const service = { state: 'known', value: { state: 'stopped', startType: 'disabled' } } as const;
    expect(leadOf(aStatus({ pill: 'stopped', service })).actions).not.toContain('start');
  });

  test('sends a machine without endpoint to Set up', () => {
    const endpoints = { state: 'known', value: [] } as const;
    expect(leadOf(aStatus({ pill: 'no-data-yet', endpoints: { ...endpoints, value: [] } })).actions).toEqual(['setup']);
  });

  test('says what is unknown and why', () => {
    const failure = { code: 'access-denied', reason: 'machine-access-denied' } as const;
    const lead = leadOf(aStatus({ pill: 'unknown', service: { state: 'unknown', failure } }));
    expect(lead.evidence).toEqual([{ text: 'Windows denies access.', source: 'Service' }]);
  });

  test('does not hide samples that were refused earlier', () => {
    const endpoints = { state: 'known', value: [anEndpoint({ failedSamples: 12 })] } as const;
    expect(leadOf(aStatus({ endpoints: { ...endpoints, value: [...endpoints.value] } })).text).toContain(
      '12 samples were refused earlier',
    );
  });
});
