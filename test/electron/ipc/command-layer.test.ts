import { describe, expect, it } from 'vitest';
import { CommandLayer } from '../../../electron/ipc/command-layer';
import { channels, type Channel, type EventName } from '../../../shared/contract/channels';
import { fail, ok, type Result } from '../../../shared/contract/result';
import type { Handlers } from '../../../shared/contract/contract';
import { aGate } from '../doubles/gate';
import { goodRequests, idleHandlers, isOperation } from '../doubles/idle-handlers';

const operationId = 'operation-1';

function aLayer(overrides: Partial<Handlers> = {}, checkResponses = true) {
  const { handlers, reached } = idleHandlers(overrides);
  const published: { event: EventName; payload: unknown }[] = [];
  const mistakes: string[] = [];
  const layer = new CommandLayer({
    handlers,
    publish: (event, payload) => published.push({ event, payload }),
    logMistake: (where, mistake) => mistakes.push(`${where}: ${String(mistake)}`),
    now: () => 0,
    checkResponses,
  });
  const call = (channel: Channel, request: unknown): Promise<Result<unknown>> =>
    layer.call(channel, request, isOperation(channel) ? operationId : undefined);
  return { layer, call, reached, published, mistakes };
}

const malformed = { ok: false, failure: { code: 'invalid-request', reason: 'request-malformed' } };

/** What no channel takes, whatever it takes. */
const strangers: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a number', 42],
  ['a text', 'restart'],
  ['a list', [{}]],
  ['a function', () => undefined],
  ['an empty object where fields are due, or an object where nothing is', {}],
  ['ten megabytes of text', 'x'.repeat(10_000_000)],
  ['an object with a field too many', { surplus: true }],
  ['an object with a prototype of its own', JSON.parse('{"__proto__": {"isAdmin": true}}')],
];

describe.each(channels)('%s', (channel) => {
  it('takes a well-formed request', async () => {
    const { call, reached } = aLayer();
    await call(channel, goodRequests[channel]);
    expect(reached).toEqual([channel]);
  });

  it.each(strangers)('refuses %s before its handler sees it', async (_name, request) => {
    const { call, reached } = aLayer();
    expect(await call(channel, request)).toEqual(malformed);
    expect(reached).toEqual([]);
  });

  const good = goodRequests[channel];
  const fields = typeof good === 'object' && good !== null ? Object.keys(good) : [];

  it.each(fields)('refuses a request without "%s"', async (field) => {
    const { call } = aLayer();
    const { [field]: _left, ...rest } = good as Record<string, unknown>;
    expect(await call(channel, rest)).toEqual(malformed);
  });

  it.each(fields)('refuses a request whose "%s" is of another type, or huge', async (field) => {
    const { call } = aLayer();
    for (const value of [null, 17.5, [], { a: 1 }, 'x'.repeat(5_000_001), Number.NaN, true]) {
      expect(await call(channel, { ...(good as object), [field]: value })).toEqual(malformed);
    }
  });

  it.each(fields)('refuses a request that says "%s" and something more', async () => {
    const { call } = aLayer();
    expect(await call(channel, { ...(good as object), surplus: 1 })).toEqual(malformed);
    const polluted: unknown = JSON.parse(`${JSON.stringify(good).slice(0, -1)},"__proto__":{"a":1}}`);
    expect(await call(channel, polluted)).toEqual(malformed);
  });

  it('refuses an operation id that is not one, and one where none is due', async () => {
    const { layer } = aLayer();
    for (const id of isOperation(channel)
      ? [undefined, '', 'short', 'x'.repeat(65), 'not an id!', 7, {}]
      : ['operation-1', 7]) {
      expect(await layer.call(channel, good, id)).toEqual(malformed);
    }
  });
});

describe('requests inside a value', () => {
  const refusedMetrics: readonly (readonly [string, Record<string, unknown>])[] = [
    ['no collector', { collectors: [] }],
    ['an unknown collector', { collectors: ['smb_client'] }],
    ['a collector twice', { collectors: ['cpu', 'cpu'] }],
    ['an interval of a part of a second', { scrapeIntervalSeconds: 15.5 }],
    ['a timeout above the interval', { scrapeIntervalSeconds: 10, scrapeTimeoutSeconds: 11 }],
    ['a blank job', { job: ' ' }],
    ['a job over two lines', { job: 'a\nb' }],
    ['an instance of 201 characters', { instance: 'x'.repeat(201) }],
    ['a log level of its own', { logLevel: 'loud' }],
  ];

  it.each(refusedMetrics)('are refused with %s', async (_name, change) => {
    const { call, reached } = aLayer();
    const { value } = structuredClone(goodRequests.setupPlan) as { value: { metrics: object; endpoint: object } };
    expect(await call('setupPlan', { value: { ...value, metrics: { ...value.metrics, ...change } } })).toEqual(
      malformed,
    );
    expect(reached).toEqual([]);
  });
});

describe('operations', () => {
  function held() {
    const gate = aGate();
    const signals: AbortSignal[] = [];
    const context = aLayer({
      setupApply: async (_request, { signal }) => {
        signals.push(signal);
        await gate.opened;
        return fail('cancelled', 'operation-cancelled');
      },
    });
    return { ...context, gate, signals };
  }

  it('answer busy with the name of the first when a second change is asked for', async () => {
    const { layer, gate } = held();
    const first = layer.call('setupApply', goodRequests.setupApply, 'operation-1');
    expect(await layer.call('serviceControl', goodRequests.serviceControl, 'operation-2')).toEqual({
      ok: false,
      failure: { code: 'busy', reason: 'operation-busy', params: { operation: 'setupApply' } },
    });
    gate.open();
    await first;
  });

  it('that only look go on beside a change', async () => {
    const { layer, gate, reached } = held();
    const first = layer.call('setupApply', goodRequests.setupApply, 'operation-1');
    await layer.call('endpointProbe', goodRequests.endpointProbe, 'operation-2');
    expect(reached).toEqual(['endpointProbe']);
    gate.open();
    await first;
  });

  it('may follow one another', async () => {
    const { layer, reached } = aLayer();
    await layer.call('serviceControl', goodRequests.serviceControl, 'operation-1');
    await layer.call('serviceControl', goodRequests.serviceControl, 'operation-1');
    expect(reached).toEqual(['serviceControl', 'serviceControl']);
  });

  it('cannot share an id', async () => {
    const { layer, gate } = held();
    const first = layer.call('setupApply', goodRequests.setupApply, 'operation-1');
    expect(await layer.call('endpointProbe', goodRequests.endpointProbe, 'operation-1')).toEqual(malformed);
    gate.open();
    await first;
  });

  it('are told when they are cancelled, and only then', async () => {
    const { layer, gate, signals } = held();
    const first = layer.call('setupApply', goodRequests.setupApply, 'operation-1');
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    expect(layer.cancel({ operationId: 'operation-1' })).toEqual(ok({ cancelled: true }));
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    gate.open();
    await first;
  });

  it('are not cut in a moment that must not be', async () => {
    const gate = aGate();
    const { layer } = aLayer({
      setupApply: async (_request, { report }) => {
        report({ step: { id: 'progress-write' }, stepIndex: 0, stepCount: 1, canCancel: false });
        await gate.opened;
        return fail('cancelled', 'operation-cancelled');
      },
    });
    const first = layer.call('setupApply', goodRequests.setupApply, 'operation-1');
    expect(layer.cancel({ operationId: 'operation-1' })).toEqual(ok({ cancelled: false }));
    gate.open();
    await first;
  });

  it('tell a window that comes later where they are', async () => {
    const gate = aGate();
    const { layer } = aLayer({
      serviceControl: async (_request, { report }) => {
        report({ step: { id: 'progress-stop' }, stepIndex: 0, stepCount: 2, canCancel: true });
        await gate.opened;
        return fail('cancelled', 'operation-cancelled');
      },
    });
    const running = layer.call('serviceControl', goodRequests.serviceControl, operationId);
    expect(layer.operations.changing()).toMatchObject({ operationId, progress: { step: { id: 'progress-stop' } } });
    gate.open();
    await running;
    expect(layer.operations.changing()).toBeNull();
  });

  it('announce their beginning, their progress and their end', async () => {
    const { layer, published } = aLayer({
      serviceControl: async (_request, { report }) => {
        report({ step: { id: 'progress-start' }, stepIndex: 0, stepCount: 2, canCancel: true });
        return fail('cancelled', 'operation-cancelled');
      },
    });
    await layer.call('serviceControl', goodRequests.serviceControl, operationId);
    expect(published).toEqual([
      { event: 'operationChanged', payload: { running: { operationId, operation: 'serviceControl', startedAtMs: 0 } } },
      {
        event: 'operationProgress',
        payload: {
          operationId,
          operation: 'serviceControl',
          step: { id: 'progress-start' },
          stepIndex: 0,
          stepCount: 2,
          canCancel: true,
        },
      },
      { event: 'operationChanged', payload: { running: null } },
    ]);
  });

  it.each([undefined, {}, { operationId: 7 }, { operationId: 'x' }, { operationId: 'operation-1', more: 1 }])(
    'are not cancelled by %j',
    (request) => {
      expect(aLayer().layer.cancel(request)).toEqual(malformed);
    },
  );

  it('that nobody knows are not cancelled', () => {
    expect(aLayer().layer.cancel({ operationId: 'operation-9' })).toEqual(ok({ cancelled: false }));
  });
});

describe('our own mistakes', () => {
  it('become unexpected, and the stack stays in the log', async () => {
    const { call, mistakes } = aLayer({
      appInfo: () => Promise.reject(new Error('C:\\secret')),
    });
    expect(await call('appInfo', undefined)).toEqual({
      ok: false,
      failure: { code: 'unexpected', reason: 'unexpected' },
    });
    expect(mistakes).toEqual(['appInfo: Error: C:\\secret']);
  });

  it('in an answer are found on our desk', async () => {
    const { call, mistakes } = aLayer({ linkOpen: async () => ok({ opened: 'yes' as unknown as boolean }) });
    expect(await call('linkOpen', goodRequests.linkOpen)).toMatchObject({ ok: false, failure: { code: 'unexpected' } });
    expect(mistakes).toHaveLength(1);
  });
});
