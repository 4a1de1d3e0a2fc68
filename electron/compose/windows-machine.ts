/** This Windows computer, through Windows PowerShell and the module that the app was built with. */
import type { Result } from '../../shared/contract/result';
import type { Machine } from '../machine/machine';
import { startElevated } from '../machine-windows/elevation';
import { guardProgram } from '../machine-windows/program-guard';
import { verifyModule, type FileHash } from '../machine-windows/module-hashes';
import { findWindowsFolder, shellEnvironment, windowsPowerShell } from '../machine-windows/shell-environment';
import { createWindowsMachine } from '../machine-windows/windows-machine';
import { moduleFolder, ownProgram, packagedFiles } from './programs';
import { createShells, type WindowsShellsOptions } from './windows-shells';

export interface WindowsComputer {
  readonly machine: Machine;
  readonly startElevated: () => ReturnType<typeof startElevated>;
  readonly guardProgram: () => Promise<Result<void>>;
  /** Ends both shells and what they have started. */
  readonly close: () => Promise<void>;
}

export function createThisComputer({
  isPackaged,
  moduleHashes,
  log,
}: {
  readonly isPackaged: boolean;
  readonly moduleHashes: readonly FileHash[];
  readonly log: (text: string) => void;
}): WindowsComputer {
  const windowsFolder = findWindowsFolder();
  return composeWindows({
    powershell: windowsPowerShell(windowsFolder),
    moduleFolder: moduleFolder(isPackaged),
    environment: shellEnvironment('win32', process.env, windowsFolder),
    program: ownProgram(),
    // Sources lie where whoever works on them can write.
    guarded: isPackaged ? packagedFiles() : [],
    moduleHashes,
    log,
  });
}

export function composeWindows({
  program,
  guarded,
  moduleHashes,
  ...options
}: Omit<WindowsShellsOptions, 'verify'> & {
  /** What is started with more rights. */
  readonly program: ReturnType<typeof ownProgram>;
  /** What must lie where administrators alone can write. */
  readonly guarded: readonly string[];
  readonly moduleHashes: readonly FileHash[];
}): WindowsComputer {
  const shells = createShells({ ...options, verify: () => verifyModule(options.moduleFolder, moduleHashes) });
  return {
    machine: createWindowsMachine(shells),
    startElevated: () => startElevated(shells, program),
    guardProgram: guardProgram(shells, guarded),
    close: () => shells.close(),
  };
}
