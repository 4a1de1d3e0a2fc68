import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { freePort } from '../../free-port';
import { ManualClock } from './manual-clock';
import { patience, startAlloy, type AlloyUnderTest } from './alloy-under-test';

const config = 'prometheus.exporter.windows "x" {\n\tenabled_collectors = ["os"]\n}\n';

describe('a fault asked for over the control port', () => {
  let clock: ManualClock;
  let alloy: AlloyUnderTest;
  let control: string;

  beforeEach(async () => {
    clock = new ManualClock();
    control = `127.0.0.1:${await freePort()}`;
    alloy = await startAlloy({ clock, config, args: [`--demo-control=${control}`] });
  });
  afterEach(async () => {
    alloy.alloy.applyFault({ kind: 'clear' });
    await alloy.stop();
  });

  async function ask(fault: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> {
    const response = await fetch(`http://${control}/faults`, { method: 'POST', body: JSON.stringify(fault), headers });
    return { status: response.status, body: await response.text() };
  }

  test('makes a component unhealthy until faults are cleared', async () => {
    await ask({ kind: 'component-unhealthy', id: 'prometheus.exporter.windows.x', message: 'made up' });
    expect(await alloy.components()).toEqual({
      'prometheus.exporter.windows.x': { state: 'unhealthy', message: 'made up' },
    });
    expect(await alloy.ask('/-/healthy')).toMatchObject({
      status: 500,
      body: 'unhealthy components: prometheus.exporter.windows\n',
    });
    await ask({ kind: 'clear' });
    expect((await alloy.ask('/-/healthy')).status).toBe(200);
  });

  test('makes a reload slow, and everything but readiness and peers waits with it', async () => {
    await ask({ kind: 'slow-evaluation', ms: 4000 });
    const answered: string[] = [];
    const reload = alloy.reload().then(() => answered.push('reload'));
    await vi.waitFor(
      () => expect(alloy.standardError().match(/starting complete graph evaluation/g)).toHaveLength(2),
      patience,
    );
    const list = alloy.ask('/api/v0/web/components').then(() => answered.push('list'));
    expect((await alloy.ask('/-/ready')).status).toBe(200);
    expect((await alloy.ask('/api/v0/web/peers')).status).toBe(200);
    expect(answered).toEqual([]);
    await clock.advance(4000);
    await Promise.all([reload, list]);
    expect(answered.sort()).toEqual(['list', 'reload']);
  });

  test('cuts the connection of the next reload, which is carried out all the same', async () => {
    await ask({ kind: 'drop-reload' });
    await expect(alloy.reload('')).rejects.toThrow();
    expect(await alloy.components()).toEqual({});
    expect((await alloy.reload()).status).toBe(200);
  });

  test('ends the process in the next reload, before it has answered', async () => {
    await ask({ kind: 'crash-on-reload', when: 'before-answer', exitCode: 2 });
    await expect(alloy.reload()).rejects.toThrow();
    expect(alloy.exitCodes).toEqual([2]);
  });

  test('ends the process right after the next reload has answered', async () => {
    await ask({ kind: 'crash-on-reload' });
    expect(await alloy.reload()).toMatchObject({ status: 200, body: 'config reloaded\n' });
    await vi.waitFor(() => expect(alloy.exitCodes).toEqual([2]), patience);
  });

  test('shortens the waits of the original', async () => {
    await alloy.reload(
      `${config}prometheus.scrape "x" {\n targets = prometheus.exporter.windows.x.targets\n forward_to = []\n}\n`,
    );
    await ask({ kind: 'timing', targetSyncMs: 0, scrapeSpreadMs: 0 });
    await clock.advance(1);
    expect((await alloy.ask('/api/v0/web/components/prometheus.scrape.x')).body).toContain('"value":"up"');
  });

  test('states another use of memory', async () => {
    await ask({ kind: 'memory', bytes: 900_000_000 });
    expect((await alloy.metrics()).get('alloy_resources_process_resident_memory_bytes')).toBe(900_000_000);
  });

  test('holds every request but readiness', async () => {
    await ask({ kind: 'hang-api', ms: 2000 });
    let isAnswered = false;
    const list = alloy.ask('/api/v0/web/components').then(() => {
      isAnswered = true;
    });
    expect((await alloy.ask('/-/ready')).status).toBe(200);
    expect(isAnswered).toBe(false);
    await clock.advanceUntil(list);
  });

  test('is refused when it is no fault, or comes from a browser', async () => {
    expect((await ask({ kind: 'unheard-of' })).status).toBe(400);
    expect((await ask({ kind: 'clear' }, { Origin: 'http://evil.example' })).status).toBe(403);
  });
});

test('the control port is opened on loopback only', async () => {
  await expect(startAlloy({ args: ['--demo-control=0.0.0.0:1'] })).rejects.toThrow('must be a loopback address');
});
