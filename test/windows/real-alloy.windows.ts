/** A real Alloy as its installer leaves it, through the app's own command layer: set up, reloaded, broken, restored. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpAlloyApi } from '../../electron/alloy-api/alloy-api';
import { applyConfiguration } from '../../electron/apply/apply-configuration';
import { applyLimits } from '../../electron/apply/apply-limits';
import { makeHandlers } from '../../electron/compose/handlers';
import { systemClock } from '../../electron/compose/system-clock';
import type { Machine } from '../../electron/machine/machine';
import type { Handlers, OperationContext } from '../../shared/contract/contract';
import { ok } from '../../shared/contract/result';
import type { MachineStatus, ServiceAction } from '../../shared/contract/status';
import { eventually, never } from '../contract/harness';
import { aSetupValue } from '../shared/setup/setup-value';
import { RealComputer } from './real-computer';

const context: OperationContext = { signal: never(), report: () => undefined };
const patienceMs = 90_000;

/** Takes every push and counts them; what is in them is not looked at. */
async function startReceiver(): Promise<{ url: string; pushes: () => number; server: Server }> {
  let pushes = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      pushes++;
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/api/v1/write`, pushes: () => pushes, server };
}

describe('a real Alloy', () => {
  const computer = new RealComputer();
  let machine: Machine;
  let handlers: Handlers;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;

  beforeAll(async () => {
    receiver = await startReceiver();
    ({ machine } = await computer.make('installed'));
    await machine.service.start(never());
    handlers = makeHandlers({
      machine,
      clock: systemClock,
      versions: { version: '0', machine: 'windows', electron: '0', chromium: '0', node: process.versions.node },
      runningChange: () => null,
      restart: async () => ok({ isRestarting: false }),
      guardProgram: async () => ok(undefined),
      openLink: async () => false,
    });
  });
  afterAll(async () => {
    receiver.server.close();
    await computer.close();
  });

  async function status(): Promise<MachineStatus> {
    const read = await handlers.machineStatus(undefined, context);
    if (!read.ok) throw new Error(JSON.stringify(read.failure));
    return read.value;
  }

  async function control(action: ServiceAction) {
    const plan = await handlers.servicePlan({ action }, context);
    if (!plan.ok) throw new Error(JSON.stringify(plan.failure));
    return handlers.serviceControl({ action, planHash: plan.value.hash }, context);
  }

  it('is ready on the installer’s file, and sends nothing', async () => {
    const first = await eventually(status, ({ api }) => api.state === 'ready', patienceMs);
    expect(first).toMatchObject({
      pill: 'no-data-yet',
      service: { value: { state: 'running' } },
      config: { value: { origin: 'installer-default', isLoaded: 'yes' } },
    });
  });

  it('is set up by the transaction and delivers', async () => {
    const value = aSetupValue({ scrapeIntervalSeconds: 5, scrapeTimeoutSeconds: 5, url: receiver.url });
    const planned = await handlers.setupPlan({ value }, context);
    if (!planned.ok) throw new Error(JSON.stringify(planned.failure));
    expect(await handlers.setupApply({ value, planHash: planned.value.plan.hash }, context)).toMatchObject({
      ok: true,
      value: { state: 'committed', stillUnhealthy: [] },
    });
    await eventually(status, ({ pill }) => pill === 'delivering', patienceMs);
    expect(receiver.pushes()).toBeGreaterThan(0);
  });

  it('reloads', async () => {
    expect(await control('reload')).toMatchObject({ ok: true, value: { service: { state: 'running' } } });
  });

  it('refuses a broken file, and the former one is put back', async () => {
    const before = await machine.configFile.readBytes();
    const read = await machine.configFile.read();
    const expected = read.ok && read.value.state === 'file' ? read.value.sha256 : 'absent';
    const outcome = await applyConfiguration(
      {
        machine,
        clock: systemClock,
        alloyApi: (address) => new HttpAlloyApi(address),
        randomHex: () => '0a1b2c3d',
        limits: applyLimits,
      },
      { text: 'prometheus.exporter.windows "local" {\n\tenabled_collectors = ["smb_client"]\n}\n', expected },
      context,
    );
    console.log(`refused: ${JSON.stringify(outcome)}`);
    expect(outcome).toMatchObject({ ok: true, value: { state: 'restored', why: 'refused', restoredBy: 'reload' } });
    expect(outcome.ok && outcome.value.state === 'restored' && outcome.value.alloyText).toContain('smb_client');
    expect(await machine.configFile.readBytes()).toEqual(before);
    expect((await eventually(status, ({ pill }) => pill === 'delivering', patienceMs)).pill).toBe('delivering');
  });

  it('stops and starts', async () => {
    expect(await control('stop')).toMatchObject({ ok: true, value: { service: { state: 'stopped' } } });
    expect(await control('start')).toMatchObject({ ok: true, value: { service: { state: 'running' } } });
  });

  it('is gone once it was uninstalled', async () => {
    await computer.uninstall();
    expect(await machine.facts.alloy()).toMatchObject({ ok: true, value: { installed: false } });
    expect(await machine.service.status()).toEqual({ ok: true, value: { state: 'absent' } });
  });
});
