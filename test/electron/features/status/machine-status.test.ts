import { beforeEach, describe, expect, it } from 'vitest';
import { AlloyComponent, type AlloyComponentDetail } from '../../../../electron/alloy-api/alloy-answers';
import { readComponentDetails } from '../../../../electron/features/status/component-details';
import { MachineStatusReader } from '../../../../electron/features/status/machine-status';
import { sha256Of } from '../../../../electron/apply/hashes';
import { JournalRecord } from '../../../../electron/apply/journal';
import { maxComponentIdLength } from '../../../../shared/contract/component-id';
import { contract } from '../../../../shared/contract/contract';
import type { RunningOperation } from '../../../../shared/contract/operation';
import { fail } from '../../../../shared/contract/result';
import { MachineStatus } from '../../../../shared/contract/status';
import { eventually } from '../../../contract/harness';
import { FakeClock } from '../../doubles/fake-clock';
import { aGate } from '../../doubles/gate';
import { MemoryMachine } from '../../doubles/memory-machine';
import { aComponent, ScriptedAlloy } from '../../doubles/scripted-alloy';
import { startServer } from '../../doubles/loopback-server';

let clock: FakeClock;
let machine: MemoryMachine;
let alloy: ScriptedAlloy;
let reader: MachineStatusReader;
const text = 'logging { }\n';

beforeEach(() => {
  clock = new FakeClock();
  machine = new MemoryMachine(clock, text);
  alloy = new ScriptedAlloy();
  reader = new MachineStatusReader({ machine, alloyApi: () => alloy, clock, runningChange: () => null });
});

async function read(): Promise<MachineStatus> {
  const status = await reader.read();
  if (!status.ok) throw new Error(status.failure.reason);
  return MachineStatus.parse(status.value);
}

/** The reading that knows why every endpoint is in trouble: they are asked beside the readings. */
async function readWithCauses(): Promise<MachineStatus> {
  return eventually(
    read,
    ({ endpoints }) => endpoints.state === 'known' && endpoints.value.every(({ cause }) => cause !== undefined),
  );
}

/** A component whose endpoint signs in. */
function withCredentials(id: string): AlloyComponentDetail {
  const body = [{ name: 'basic_auth', type: 'block', body: [] }];
  return { ...aComponent(id), arguments: [{ name: 'endpoint', type: 'block', body }], exports: [], debugInfo: [] };
}

function metrics(...lines: string[]): void {
  alloy.metricsText = [`process_start_time_seconds ${clock.now() / 1_000 - 20}`, ...lines].join('\n');
}

const hashLine = (hash: string): string => `alloy_config_hash{sha256="${hash}",cluster_name=""} 1`;
const queueLine = (name: string, url: string, value: number): string =>
  `prometheus_remote_storage_${name}{component_id="prometheus.remote_write.central",remote_name="a",url="${url}"} ${value}`;

describe('the status', () => {
  it('lists the unhealthy components first', async () => {
    alloy.list = [aComponent('a.one'), aComponent('b.two', 'unhealthy', 'broken'), aComponent('c.three', 'exited')];
    const { components } = await read();
    expect(components.state === 'known' && components.value.map(({ id }) => id)).toEqual(['b.two', 'c.three', 'a.one']);
  });

  it('knows whether the file on disk is what runs', async () => {
    metrics(hashLine(sha256Of(text)), 'alloy_config_last_load_successful 1');
    expect((await read()).config).toMatchObject({ state: 'known', value: { isLoaded: 'yes' } });
    metrics(hashLine(sha256Of('other')), 'alloy_config_last_load_successful 1');
    expect(await read()).toMatchObject({ pill: 'change-pending', config: { value: { isLoaded: 'no' } } });
  });

  it('counts what an endpoint took', async () => {
    metrics(
      queueLine('samples_total', 'http://127.0.0.1:1/', 100),
      queueLine('samples_failed_total', 'http://127.0.0.1:1/', 0),
      queueLine('samples_pending', 'http://127.0.0.1:1/', 4),
      queueLine('queue_highest_sent_timestamp_seconds', 'http://127.0.0.1:1/', clock.now() / 1_000),
    );
    const { endpoints } = await read();
    expect(endpoints).toMatchObject({
      state: 'known',
      value: [{ deliveredSamples: 100, pendingSamples: 4, verdict: 'healthy' }],
    });
  });

  it('does not know an endpoint whose counters are no numbers, and stays an answer', async () => {
    metrics(
      queueLine('samples_total', 'http://127.0.0.1:1/', Number.NaN),
      'prometheus_remote_write_wal_storage_active_series{component_id="a"} NaN',
      'alloy_resources_process_resident_memory_bytes +Inf',
    );
    const status = await read();
    expect(status.endpoints).toMatchObject({ state: 'unknown', failure: { reason: 'alloy-answered-otherwise' } });
    expect(status.program).not.toHaveProperty('activeSeries');
    expect(status.program).not.toHaveProperty('memoryBytes');
  });

  it('takes a component with the longest id that Alloy’s answers may hold', async () => {
    const id = `a.${'x'.repeat(maxComponentIdLength - 2)}`;
    alloy.list = [AlloyComponent.parse(aComponent(id))];
    expect((await read()).components).toMatchObject({ state: 'known', value: [{ id }] });
    expect(contract.componentDetails.request.safeParse({ id }).success).toBe(true);
    expect(JournalRecord.shape.unhealthyBefore.safeParse([id]).success).toBe(true);
    expect(AlloyComponent.safeParse(aComponent(`${id}x`)).success).toBe(false);
  });

  it('does not know an endpoint whose component has a longer id', async () => {
    metrics(queueLine('samples_total', 'http://127.0.0.1:1/', 1).replace('central', 'x'.repeat(maxComponentIdLength)));
    expect((await read()).endpoints).toMatchObject({
      state: 'unknown',
      failure: { reason: 'alloy-answered-otherwise' },
    });
  });

  it('names the receiver as the cause although every component is healthy', async () => {
    const server = await startServer((_request, response) =>
      response
        .writeHead(404)
        .end('remote write receiver needs to be enabled with --web.enable-remote-write-receiver\n'),
    );
    const url = `${server.url}/api/v1/write`;
    metrics(queueLine('samples_total', url, 50), queueLine('samples_failed_total', url, 50));
    const status = await readWithCauses();
    await server.stop();
    expect(status.pill).toBe('losing-data');
    expect(status.components).toMatchObject({ state: 'known', value: [{ health: 'healthy' }] });
    expect(status.endpoints).toMatchObject({
      state: 'known',
      value: [{ verdict: 'rejecting', cause: { words: { id: 'cause-receiver-off', params: { status: 404 } } } }],
    });
  });

  it('asks an endpoint in trouble once, not with every reading', async () => {
    const server = await startServer((_request, response) => response.writeHead(404).end());
    metrics(queueLine('samples_total', server.url, 50), queueLine('samples_failed_total', server.url, 50));
    await read();
    await read();
    await readWithCauses();
    await read();
    await server.stop();
    expect(server.requests).toHaveLength(1);
  });

  it('does not wait for an endpoint in trouble', async () => {
    const gate = aGate();
    const server = await startServer(
      (_request, response) => void gate.opened.then(() => response.writeHead(404).end()),
    );
    metrics(queueLine('samples_total', server.url, 50), queueLine('samples_failed_total', server.url, 50));
    const { endpoints } = await read();
    gate.open();
    const later = await readWithCauses();
    await server.stop();
    expect(endpoints).toMatchObject({ state: 'known', value: [{ verdict: 'rejecting' }] });
    expect(endpoints.state === 'known' && endpoints.value[0]).not.toHaveProperty('cause');
    expect(later.endpoints).toMatchObject({ value: [{ cause: { words: { id: 'cause-wrong-path' } } }] });
  });

  it('keeps the cause that it knew while it asks again', async () => {
    const server = await startServer((_request, response) => response.writeHead(404).end());
    metrics(queueLine('samples_total', server.url, 50), queueLine('samples_failed_total', server.url, 50));
    await readWithCauses();
    clock.advance(31_000);
    const { endpoints } = await read();
    await eventually(
      async () => server.requests.length,
      (count) => count === 2,
    );
    await server.stop();
    expect(endpoints).toMatchObject({ value: [{ cause: { words: { id: 'cause-wrong-path' } } }] });
  });

  it('tells two components apart that send to the same address, only one of them with credentials', async () => {
    const server = await startServer((_request, response) => response.writeHead(401).end());
    const signed = 'prometheus.remote_write.signed';
    const plain = { ...aComponent('a.plain'), arguments: [], exports: [], debugInfo: [] };
    alloy.component = async (id) => ({ ok: true, value: id === signed ? withCredentials(id) : plain });
    const ofSigned = (name: string): string =>
      queueLine(name, server.url, 50).replace('prometheus.remote_write.central', signed);
    metrics(
      ...['samples_total', 'samples_failed_total'].flatMap((name) => [queueLine(name, server.url, 50), ofSigned(name)]),
    );
    await readWithCauses();
    const { endpoints } = await read();
    await server.stop();
    expect(endpoints).toMatchObject({
      value: [
        { componentId: 'prometheus.remote_write.central', cause: { words: { id: 'cause-unauthorized' } } },
        { componentId: signed, cause: { words: { id: 'cause-not-known' } } },
      ],
    });
  });

  it('does not judge by a sign-in of its own where Alloy has credentials', async () => {
    const server = await startServer((_request, response) => response.writeHead(401).end());
    alloy.component = async (id) => ({ ok: true, value: withCredentials(id) });
    metrics(queueLine('samples_total', server.url, 50), queueLine('samples_failed_total', server.url, 50));
    const { endpoints } = await readWithCauses();
    await server.stop();
    expect(endpoints).toMatchObject({ state: 'known', value: [{ cause: { words: { id: 'cause-not-known' } } }] });
  });

  it('asks nobody while the service is stopped', async () => {
    machine.state = 'stopped';
    expect(await read()).toMatchObject({
      pill: 'stopped',
      api: { state: 'not-asked' },
      components: { state: 'unknown' },
    });
  });

  it('keeps what is known when a part cannot be read', async () => {
    machine.failNext.set('configFile.read', { code: 'access-denied', reason: 'config-unreadable' });
    expect(await read()).toMatchObject({
      service: { state: 'known' },
      config: { state: 'unknown', failure: { code: 'access-denied' } },
    });
  });

  it('keeps what Alloy said before while a reload lets everything wait', async () => {
    let running: RunningOperation | null = null;
    const watching = new MachineStatusReader({ machine, alloyApi: () => alloy, clock, runningChange: () => running });
    await watching.read();
    running = { operationId: 'operation-1', operation: 'setupApply', startedAtMs: clock.now() };
    alloy.components = async () => fail('timed-out', 'alloy-not-answering');
    expect(await watching.read()).toMatchObject({
      ok: true,
      value: { pill: 'changing', components: { state: 'known' } },
    });
    running = null;
    expect(await watching.read()).toMatchObject({ ok: true, value: { components: { state: 'unknown' } } });
  });

  it('is unknown when the service cannot be asked', async () => {
    machine.failNext.set('service.status', { code: 'access-denied', reason: 'machine-access-denied' });
    expect((await read()).pill).toBe('unknown');
  });

  it('is read once for everybody who asks at the same time', async () => {
    const [first, second] = await Promise.all([reader.read(), reader.read()]);
    expect(first.ok && second.ok && first.value === second.value).toBe(true);
  });
});

describe('the details of a component', () => {
  it('are its fields, and credentials in addresses are masked', async () => {
    const component = aComponent('a.one', 'unhealthy', 'cannot reach http://user:secret@h/');
    alloy.component = async () => ({
      ok: true,
      value: {
        ...component,
        arguments: [{ name: 'url', type: 'attr', value: { type: 'string', value: 'http://u:p@h/' } }],
        exports: [],
        debugInfo: [],
      },
    });
    const details = await readComponentDetails(
      'a.one',
      { service: machine.service, alloyApi: () => alloy },
      new AbortController().signal,
    );
    expect(details).toMatchObject({ ok: true, value: { arguments: [{ path: 'url', text: 'http://***@h/' }] } });
    expect(JSON.stringify(details)).not.toContain('secret');
  });
});
