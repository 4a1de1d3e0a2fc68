import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpAlloyApi } from '../../../electron/alloy-api/alloy-api';
import { nodeLauncher } from '../../../electron/compose/node-launcher';
import { alloyProgram } from '../../../electron/compose/programs';
import { systemClock } from '../../../electron/compose/system-clock';
import { createDemoMachine, type DemoMachine } from '../../../electron/machine-demo/demo-machine';
import { serviceHost } from '../../contract/demo-under-test';
import { eventually } from '../../contract/harness';
import { freePort } from '../../free-port';

describe('the program of the demo’s service', () => {
  it('is the demo Alloy, with its fault address behind its arguments', () => {
    const program = alloyProgram({ alloyBinary: undefined, demoControl: '127.0.0.1:1' });
    expect(program.args.at(-1)).toMatch(/demo-alloy\.js$/);
    expect(program.lastArgs).toEqual(['--demo-control=127.0.0.1:1']);
  });

  it('is the real one that was named, without anything that only the demo Alloy knows', () => {
    expect(alloyProgram({ alloyBinary: '/opt/alloy', demoControl: '127.0.0.1:1' })).toEqual({
      file: path.resolve('/opt/alloy'),
      args: [],
    });
  });
});

describe.skipIf(process.platform === 'win32')('another Alloy in the demo Alloy’s place', () => {
  let machine: DemoMachine | undefined;
  let folder = '';
  afterEach(async () => {
    await machine?.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is started with its own files, answers, and is stopped', async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'alloy-desk-binary-'));
    const binary = path.join(folder, 'alloy');
    const demoAlloy = path.resolve(import.meta.dirname, '../../../dist/demo-alloy/demo-alloy.js');
    writeFileSync(binary, `#!/bin/sh\nexec "${process.execPath}" "${demoAlloy}" "$@"\n`);
    chmodSync(binary, 0o755);
    const listenAddress = { host: '127.0.0.1', port: await freePort() };
    machine = await createDemoMachine({
      folder: path.join(folder, 'computer'),
      start: 'running',
      clock: systemClock,
      launcher: nodeLauncher,
      programs: { serviceHost, alloy: alloyProgram({ alloyBinary: binary, demoControl: undefined }) },
      listenAddress,
    });
    const api = new HttpAlloyApi({ ...listenAddress, uiPathPrefix: '/' });
    await eventually(
      () => api.ready(),
      (readiness) => readiness === 'ready',
    );
    const stopped = await machine.service.stop(new AbortController().signal);
    expect(stopped).toMatchObject({ ok: true, value: { state: 'stopped' } });
    expect(await api.ready()).toBe('closed');
  });
});
