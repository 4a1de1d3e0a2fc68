/** Where the demo computer lies, and whether it outlives the app. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { MachineRefusal } from '../machine/machine-refusal';
import { errorCode } from '../machine-demo/atomic-file';
import { findWindowsFolder } from '../machine-windows/shell-environment';

export interface DemoPlace {
  /** Absolute; not always there yet. */
  readonly folder: string;
  /** Removes it where it does not outlive the app. For the time when its programs have ended; throws where it cannot. */
  readonly leave: () => Promise<void>;
}

export interface DemoSurroundings {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  /** The folder of Windows as Windows names it. */
  readonly windowsFolder?: () => string;
}

/**
 * One place for each `name`, below the person's temporary files and kept between starts. A packaged app on Windows has the
 * rights of an administrator, and a program without them could put a link there that leads its writing elsewhere: so
 * it makes a new folder each time, where such programs cannot list what there is, and takes it away with itself.
 */
export function demoPlace(
  name: string,
  { isPackaged, platform, windowsFolder = findWindowsFolder }: DemoSurroundings,
): DemoPlace {
  if (isPackaged && platform === 'win32') return newPlace(path.join(windowsFolder(), 'Temp'));
  const folder = path.join(os.tmpdir(), `alloy-desk-demo-${os.userInfo().username}`);
  // A packaged app takes over from nobody: the service of an unpackaged one may still be running.
  return { folder: path.join(folder, isPackaged ? `packaged-${name}` : name), leave: () => Promise.resolve() };
}

function newPlace(temporary: string): DemoPlace {
  try {
    const folder = mkdtempSync(path.join(temporary, 'alloy-desk-demo-'));
    return { folder, leave: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
  } catch (error) {
    throw new MachineRefusal(
      `The demo needs a folder in ${temporary} (${errorCode(error)}). Make that folder, or free space on its disk, and start Alloy Desk again.`,
    );
  }
}
