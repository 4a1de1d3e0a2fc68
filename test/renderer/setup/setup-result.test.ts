import { describe, expect, test } from 'vitest';
import type { EndpointStatus } from '../../../shared/contract/endpoint';
import type { ApplyOutcome } from '../../../shared/contract/setup';
import { deliveryOf, stagesOf, type Delivery } from '../../../renderer/features/setup/setup-result';
import type { Applied } from '../../../renderer/features/setup/setup-state';
import { anEndpoint, aStatus } from '../overview/a-status';
import { aContext, goodUrl } from './a-context';

const applyId = '20261125T120000000Z-0a1b2c3d';
const committed: ApplyOutcome = {
  state: 'committed',
  applyId,
  stillUnhealthy: [],
  componentCount: 3,
  finishedAtMs: 100,
};
const nothing: Delivery = { state: 'waits', delivered: 0 };

function anApplied(changes: Partial<Applied> = {}): Applied {
  const { metrics } = aContext().value;
  const value = { metrics, endpoint: { url: goodUrl } };
  return { value, text: '', deliveredBefore: 0, baseline: null, ...changes };
}

function delivery(endpoint: Partial<EndpointStatus>, applied: Partial<Applied> = {}, readAtMs = 200): Delivery {
  const status = aStatus({
    readAtMs,
    endpoints: { state: 'known', value: [anEndpoint({ url: goodUrl, ...endpoint })] },
  });
  return deliveryOf(committed, anApplied(applied), status);
}

describe('the stages of the result', () => {
  test('follow the progress of the operation', () => {
    const progress = {
      operationId: 'operation-1',
      operation: 'setupApply',
      step: { id: 'progress-ready' as const },
      stepIndex: 5,
      stepCount: 7,
      canCancel: true,
    };
    expect(stagesOf({ state: 'running', progress }, nothing)).toEqual({
      written: 'passed',
      accepted: 'passed',
      ready: 'runs',
      healthy: 'waits',
      delivered: 'waits',
    });
  });

  test('name the stage that says no when Alloy refuses the file', () => {
    const outcome: ApplyOutcome = { state: 'restored', applyId, why: 'refused', restoredBy: 'reload', finishedAtMs: 1 };
    expect(stagesOf({ state: 'ended', outcome }, nothing)).toMatchObject({ written: 'undone', accepted: 'failed' });
  });

  test('ask about the components when one became unhealthy', () => {
    const outcome: ApplyOutcome = {
      state: 'undecided',
      applyId,
      newlyUnhealthy: [{ id: 'a', message: '' }],
      finishedAtMs: 1,
    };
    expect(stagesOf({ state: 'ended', outcome }, nothing)).toMatchObject({ ready: 'passed', healthy: 'failed' });
  });
});

describe('the first delivered sample', () => {
  test('is there when the new address has taken one', () => {
    expect(delivery({ deliveredSamples: 1_912 })).toMatchObject({ state: 'passed', delivered: 1_912 });
  });

  test('is not read from a status of before the change', () => {
    expect(delivery({ deliveredSamples: 1_912 }, {}, 50).state).toBe('runs');
  });

  test('is not one that the same address took before the change', () => {
    expect(delivery({ deliveredSamples: 500 }, { deliveredBefore: 500, baseline: 500 }).state).toBe('runs');
    expect(delivery({ deliveredSamples: 620 }, { deliveredBefore: 500, baseline: 500 }).delivered).toBe(120);
  });

  test('counts from 0 again after a restart of Alloy', () => {
    expect(delivery({ deliveredSamples: 40 }, { deliveredBefore: 500, baseline: null }).delivered).toBe(40);
  });

  test('fails with the endpoint that refuses', () => {
    expect(delivery({ deliveredSamples: 0, verdict: 'rejecting' }).state).toBe('failed');
  });

  test('waits while nothing is decided', () => {
    expect(deliveryOf(undefined, anApplied(), aStatus())).toEqual({ state: 'waits', delivered: 0 });
  });
});
