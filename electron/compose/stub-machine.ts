/**
 * The Windows machine over the tests' stub of Windows: real PowerShell and the real module, with other adapters. Only an
 * unpackaged app can name it; its folder and its Alloy are made by whoever names it.
 */
import path from 'node:path';
import type { FileHash } from '../machine-windows/module-hashes';
import { shellEnvironment } from '../machine-windows/shell-environment';
import { sourcesFolder } from './programs';
import { composeWindows, type WindowsComputer } from './windows-machine';

export interface StubMachineOptions {
  readonly folder: string;
  /** The executable of PowerShell, absolute. */
  readonly powershell: string;
  readonly moduleHashes: readonly FileHash[];
  readonly log: (text: string) => void;
}

export function createStubMachine({ folder, powershell, moduleHashes, log }: StubMachineOptions): WindowsComputer {
  return composeWindows({
    powershell,
    moduleFolder: path.join(sourcesFolder, 'electron', 'machine-windows', 'AlloyMachine'),
    adaptersPath: path.join(sourcesFolder, 'test', 'powershell', 'StubWindows'),
    environment: { ...shellEnvironment(process.platform, process.env), ALLOY_STUB_ROOT: folder },
    program: { file: 'C:\\Program Files\\Alloy Desk\\Alloy Desk.exe', args: [] },
    moduleHashes,
    log,
  });
}
