/** The Windows machine in the contract's harness: our host, the real module and PowerShell 7 for Windows under Wine. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, onTestFinished } from 'vitest';
import type { HeldLock } from '../../electron/machine/lock';
import type { Machine } from '../../electron/machine/machine';
import { TwoShells } from '../../electron/machine-windows/operation-caller';
import { createWindowsMachine } from '../../electron/machine-windows/windows-machine';
import type { MachineUnderTest, MakeMachine } from '../contract/harness';
import { Bench } from './bench';
import { aShell, moduleFolder, realPath } from './wine-computer';

const folder = 'C:\\Program Files\\GrafanaLabs\\Alloy';
const notHere = async (): Promise<never> => {
  throw new Error('Wine has no CIM: nothing here knows the process of Alloy');
};

/** What the installer leaves in the registry, or nothing of it; from the other view too. */
const arrangeRegistry = `param($isInstalled)
  $root = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
  foreach ($name in 'SOFTWARE\\GrafanaLabs', 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Alloy') { $root.DeleteSubKeyTree($name, $false) }
  if (-not $isInstalled) { return }
  $key = $root.CreateSubKey('SOFTWARE\\GrafanaLabs\\Alloy')
  $key.SetValue('', '${folder}\\alloy-windows-amd64.exe')
  $key.SetValue('Arguments', [string[]]@('run', '${folder}\\config.alloy', '--storage.path=C:\\ProgramData\\GrafanaLabs\\Alloy\\data'), 'MultiString')
  $key.SetValue('Environment', [string[]]@(''), 'MultiString')
  $root.CreateSubKey('SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Alloy').SetValue('DisplayVersion', '1.18.1')`;

export interface WineMachine {
  readonly make: MakeMachine;
  /** The same for a contract suite, whose promises are counted. */
  readonly makeForSuite: MakeMachine;
  readonly bench: Bench;
}

/** The machine for the tests of this file; `adaptersPath` names other adapters than the module's own. */
export function useWineMachine(adaptersPath?: string): WineMachine {
  const modulePath = path.join(moduleFolder, 'AlloyMachine.psd1');
  const shell = (): ReturnType<typeof aShell> =>
    aShell({ modulePath, ...(adaptersPath === undefined ? {} : { adaptersPath }) });
  const shells = { look: shell(), change: shell() };
  const operations = new TwoShells(shells);
  const bench = new Bench();
  let promises = 0;

  afterAll(async () => {
    await Promise.all([operations.close(), bench.shell.close()]);
    console.log(`promises of contract suites kept over the Windows build of PowerShell: ${promises}`);
    // A shell that had to be started twice has died.
    expect(Math.max(shells.look.starts, shells.change.starts, bench.shell.starts)).toBeLessThan(2);
  });

  const make: MakeMachine = async (start) => {
    for (const place of [folder, 'C:\\ProgramData\\AlloyDesk']) {
      rmSync(realPath(place), { recursive: true, force: true });
    }
    mkdirSync(realPath(folder), { recursive: true });
    await bench.arrange(arrangeRegistry, start === 'installed');
    return underTest(createWindowsMachine(operations));
  };
  const makeForSuite: MakeMachine = (start) => {
    onTestFinished(({ task }) => {
      if (task.result?.state === 'pass') promises++;
    });
    return make(start);
  };
  return { bench, make, makeForSuite };
}

function underTest(real: Machine): MachineUnderTest {
  const config = realPath(`${folder}\\config.alloy`);
  const held: HeldLock[] = [];
  const acquire: Machine['lock']['acquire'] = async (purpose) => {
    const taken = await real.lock.acquire(purpose);
    if (taken.ok) held.push(taken.value);
    return taken;
  };
  return {
    machine: { ...real, lock: { acquire } },
    putConfigBytes: async (bytes) => {
      rmSync(config, { force: true });
      if (bytes) writeFileSync(config, bytes);
    },
    configBytes: async () => (existsSync(config) ? readFileSync(config) : undefined),
    putConfigDirectory: async () => {
      rmSync(config, { force: true });
      mkdirSync(config);
    },
    besideConfig: async () => readdirSync(path.dirname(config)).toSorted(),
    // Wine makes permissions up from those of this system.
    configPermissions: async () => undefined,
    marksPermissions: async () => undefined,
    killAlloy: notHere,
    isAlive: notHere,
    cleanup: async () => {
      for (const lock of held.splice(0)) await lock.release();
    },
  };
}
