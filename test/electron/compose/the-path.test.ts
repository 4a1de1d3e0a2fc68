import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeLauncher } from '../../../electron/compose/node-launcher';
import { systemClock } from '../../../electron/compose/system-clock';
import { createDemoMachine } from '../../../electron/machine-demo/demo-machine';
import { serviceHost } from '../../contract/demo-under-test';
import { demoAlloy } from './demo-alloy';
import { freePort } from '../../free-port';
import { describeThePath } from './the-path.suite';

describeThePath('demo', async () => {
  const machine = await createDemoMachine({
    folder: mkdtempSync(path.join(tmpdir(), 'alloy-desk-path-')),
    start: 'running',
    clock: systemClock,
    launcher: nodeLauncher,
    programs: { serviceHost, alloy: demoAlloy },
    listenAddress: { host: '127.0.0.1', port: await freePort() },
  });
  return { machine, destroy: () => machine.destroy() };
});
