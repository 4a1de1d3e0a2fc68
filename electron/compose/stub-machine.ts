/**
 * The Windows machine over the tests' stub of Windows: real PowerShell and the real module, with other adapters. Only an
 * unpackaged app can name it; its folder and its Alloy are made by whoever names it.
 */
import path from 'node:path';
import { ok } from '../../shared/contract/result';
import type { Machine } from '../machine/machine';
import { TwoShells } from '../machine-windows/operation-caller';
import { PowerShellHost } from '../machine-windows/powershell-host';
import { shellEnvironment } from '../machine-windows/shell-environment';
import { createWindowsMachine } from '../machine-windows/windows-machine';

export interface StubMachineOptions {
  readonly folder: string;
  /** The executable of PowerShell, absolute. */
  readonly powershell: string;
  readonly log: (text: string) => void;
}

export function createStubMachine(options: StubMachineOptions): { machine: Machine; close: () => void } {
  const shells = new TwoShells({ look: hostOf(options), change: hostOf(options) });
  return { machine: createWindowsMachine(shells), close: () => void shells.close() };
}

function hostOf({ folder, powershell, log }: StubMachineOptions): PowerShellHost {
  // The sources' root, seen from `dist/main`.
  const root = path.join(import.meta.dirname, '..', '..');
  const module = path.join(root, 'electron', 'machine-windows', 'AlloyMachine');
  return new PowerShellHost({
    executable: powershell,
    serveScript: path.join(module, 'serve.ps1'),
    modulePath: path.join(module, 'AlloyMachine.psd1'),
    adaptersPath: path.join(root, 'test', 'powershell', 'StubWindows'),
    environment: { ...shellEnvironment(process.platform, process.env), ALLOY_STUB_ROOT: folder },
    platform: process.platform,
    // The module lies among the sources here; there is no build whose hashes it could have.
    verify: async () => ok(undefined),
    onNoise: log,
  });
}
