/** An Alloy whose user interface and web API lie below a path of their own, as a service behind a proxy has them. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { makeHandlers } from '../../../electron/compose/handlers';
import { nodeLauncher } from '../../../electron/compose/node-launcher';
import { systemClock } from '../../../electron/compose/system-clock';
import { createDemoMachine, type DemoMachine } from '../../../electron/machine-demo/demo-machine';
import type { OperationContext } from '../../../shared/contract/contract';
import { ok } from '../../../shared/contract/result';
import { serviceHost } from '../../contract/demo-under-test';
import { eventually } from '../../contract/harness';
import { aSetupValue } from '../../shared/setup/setup-value';
import { demoAlloy } from './demo-alloy';
import { freePort } from '../../free-port';

const context: OperationContext = { signal: new AbortController().signal, report: () => undefined };

let machine: DemoMachine | undefined;
afterEach(() => machine?.destroy());

it('an Alloy below a path of its own takes a good change', async () => {
  machine = await createDemoMachine({
    folder: mkdtempSync(path.join(tmpdir(), 'alloy-desk-prefix-')),
    start: 'running',
    clock: systemClock,
    launcher: nodeLauncher,
    programs: { serviceHost, alloy: demoAlloy },
    listenAddress: { host: '127.0.0.1', port: await freePort() },
    uiPathPrefix: '/alloy',
  });
  const handlers = makeHandlers({
    machine,
    clock: systemClock,
    versions: { version: '0', machine: 'demo', electron: '0', chromium: '0', node: '0' },
    runningChange: () => null,
    restart: async () => ok({ isRestarting: false }),
    guardProgram: async () => ok(undefined),
    openLink: async () => false,
  });
  const first = await eventually(
    () => handlers.machineStatus(undefined, context),
    (status) => status.ok && status.value.api.state === 'ready' && status.value.components.state === 'known',
  );
  expect(first).toMatchObject({ ok: true });
  const value = aSetupValue({ url: `http://127.0.0.1:${await freePort()}/api/v1/write` });
  const plan = await handlers.setupPlan({ value }, context);
  const outcome = await handlers.setupApply({ value, planHash: plan.ok ? plan.value.plan.hash : '' }, context);
  expect(outcome).toMatchObject({ ok: true, value: { state: 'committed' } });
}, 60_000);
