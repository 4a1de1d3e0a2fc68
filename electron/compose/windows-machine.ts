/** This Windows computer, through Windows PowerShell and the module that the app was built with. */
import { ok } from '../../shared/contract/result';
import type { Machine } from '../machine/machine';
import { startElevated } from '../machine-windows/elevation';
import { findWindowsFolder, shellEnvironment, windowsPowerShell } from '../machine-windows/shell-environment';
import { createWindowsMachine } from '../machine-windows/windows-machine';
import { moduleFolder, ownProgram } from './programs';
import { createShells, type WindowsShellsOptions } from './windows-shells';

export interface WindowsComputer {
  readonly machine: Machine;
  readonly startElevated: () => ReturnType<typeof startElevated>;
  readonly close: () => void;
}

export function createThisComputer({
  isPackaged,
  log,
}: {
  readonly isPackaged: boolean;
  readonly log: (text: string) => void;
}): WindowsComputer {
  const windowsFolder = findWindowsFolder();
  return composeWindows({
    powershell: windowsPowerShell(windowsFolder),
    moduleFolder: moduleFolder(isPackaged),
    environment: shellEnvironment('win32', process.env, windowsFolder),
    program: ownProgram(),
    log,
  });
}

export function composeWindows({
  program,
  ...options
}: Omit<WindowsShellsOptions, 'verify'> & {
  /** What is started with more rights. */
  readonly program: ReturnType<typeof ownProgram>;
}): WindowsComputer {
  const shells = createShells({ ...options, verify: async () => ok(undefined) });
  return {
    machine: createWindowsMachine(shells),
    startElevated: () => startElevated(shells, program),
    close: () => void shells.close(),
  };
}
