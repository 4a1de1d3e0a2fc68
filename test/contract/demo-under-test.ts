/** The demo computer in the contract's harness; its service runs a small stand-in for Alloy. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeLauncher } from '../../electron/compose/node-launcher';
import { systemClock } from '../../electron/compose/system-clock';
import { createDemoMachine, type DemoMachine, type DemoMachineOptions } from '../../electron/machine-demo/demo-machine';
import { defaultConfigPath } from '../../electron/machine-demo/demo-paths';
import { realTimings, type DemoTimings } from '../../electron/machine-demo/host-settings';
import type { ProgramCommand } from '../../electron/machine-demo/program-launcher';
import { isProcessAlive } from '../../electron/machine-demo/process-observation';
import { freePort } from '../free-port';
import { never, type MachineUnderTest } from './harness';

const built = path.resolve(import.meta.dirname, '../../dist');

export const standIn = { file: process.execPath, args: [path.join(import.meta.dirname, 'stand-in-alloy.mjs')] };
export const serviceHost = { file: process.execPath, args: [path.join(built, 'service-host', 'service-host.js')] };

export async function aDemo({
  folder = mkdtempSync(path.join(tmpdir(), 'alloy-desk-demo-')),
  start = 'running',
  timings = {},
  alloy = standIn,
  ...rest
}: {
  timings?: Partial<DemoTimings>;
  alloy?: ProgramCommand;
} & Partial<Omit<DemoMachineOptions, 'timings'>> = {}): Promise<DemoMachine> {
  return createDemoMachine({
    folder,
    start,
    clock: systemClock,
    launcher: nodeLauncher,
    programs: { serviceHost, alloy },
    ...rest,
    timings: { ...realTimings, stopLimitMs: 5_000, ...timings },
  });
}

/** A process id that was somebody's and is nobody's any more. */
export function endedProcessId(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

/** For the contract: Alloy installed and stopped, or absent. */
export async function makeDemo(start: 'installed' | 'absent'): Promise<MachineUnderTest> {
  const machine = await aDemo({
    start: start === 'installed' ? 'running' : 'fresh',
    listenAddress: { host: '127.0.0.1', port: await freePort() },
  });
  if (start === 'installed') {
    await machine.service.stop(never());
    rmSync(machine.paths.log, { force: true });
  }
  const config = machine.paths.real(defaultConfigPath);
  return {
    machine,
    putConfigBytes: async (bytes) => {
      rmSync(config, { force: true });
      mkdirSync(path.dirname(config), { recursive: true });
      if (bytes) writeFileSync(config, bytes);
    },
    configBytes: async () => (existsSync(config) ? readFileSync(config) : undefined),
    putConfigDirectory: async () => {
      rmSync(config, { force: true });
      mkdirSync(config, { recursive: true });
    },
    besideConfig: async () => readdirSync(path.dirname(config)).toSorted(),
    configPermissions: async () => {
      const { mode, uid, gid } = statSync(config);
      return `${mode.toString(8)} ${uid} ${gid}`;
    },
    marksPermissions: async () => chmodSync(config, 0o604),
    killAlloy: async () => {
      const found = await machine.processes.alloy();
      if (found.ok && found.value) process.kill(found.value.processId, 'SIGKILL');
    },
    isAlive: isProcessAlive,
    cleanup: () => machine.destroy(),
  };
}
