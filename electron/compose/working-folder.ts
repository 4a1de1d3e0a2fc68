/**
 * L6: the folder in which the main process works, and with it everything that it starts without naming another. Whoever
 * starts the app chooses that folder, and Windows looks for programs and libraries in it.
 */
import path from 'node:path';
import { MachineRefusal } from '../machine/machine-refusal';
import { errorCode } from '../machine-demo/atomic-file';
import { findWindowsFolder } from '../machine-windows/shell-environment';

export interface WorkingFolderSystem {
  /** The folder of Windows as Windows names it. */
  readonly windowsFolder: () => string;
  /** Makes a folder the current one of this process, or throws. */
  readonly change: (folder: string) => void;
}

const thisSystem: WorkingFolderSystem = {
  windowsFolder: () => findWindowsFolder(),
  change: (folder) => process.chdir(folder),
};

/**
 * On Windows, works from now on in `System32`, where only the system and administrators may write; elsewhere nothing is changed.
 * Answers why the app must not go on, where Windows refuses that folder: PowerShell lies in it, so that without it
 * nothing would work, and an app with the rights of an administrator does not stay in a folder of somebody's choice.
 */
export function enterSystemFolder(
  platform: NodeJS.Platform,
  { windowsFolder, change }: WorkingFolderSystem = thisSystem,
): MachineRefusal | undefined {
  if (platform !== 'win32') return undefined;
  const folder = path.win32.join(windowsFolder(), 'System32');
  try {
    change(folder);
    return undefined;
  } catch (error) {
    return new MachineRefusal(
      `Windows does not let Alloy Desk work in its own folder ${folder} (${errorCode(error)}), and Alloy Desk does not go on in the folder that it was started from. Restart the computer and start Alloy Desk again; if it stays so, the permissions of that folder have to be repaired.`,
    );
  }
}
