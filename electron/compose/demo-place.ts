/** Where the demo computer lies, and whether it outlives the app. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { MachineRefusal } from '../machine/machine-refusal';
import { errorCode } from '../machine-demo/atomic-file';

export interface DemoPlace {
  /** Absolute; not always there yet. */
  readonly folder: string;
  /** Removes it where it does not outlive the app. For the time when its programs have ended; throws where it cannot. */
  readonly leave: () => Promise<void>;
}

export interface DemoSurroundings {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  /** Where the program lies. */
  readonly programFolder?: string;
  /** Makes a new folder whose path begins like this, or throws. */
  readonly makeFolder?: (beginning: string) => string;
}

/**
 * One place for each `name`, below the person's temporary files and kept between starts. A packaged app on Windows has the
 * rights of an administrator, and a program without them could put a link there that leads its writing elsewhere; a random
 * name would not help, because Windows gives the folder a short one too. So it makes a new folder beside itself each time,
 * and takes it away when it ends. Installed, it lies where administrators alone can write; where others can, they could
 * change the program as well. An app that may not write there has no such rights, and uses the usual place.
 */
export function demoPlace(
  name: string,
  {
    isPackaged,
    platform,
    programFolder = path.dirname(process.execPath),
    makeFolder = (beginning) => mkdtempSync(beginning),
  }: DemoSurroundings,
): DemoPlace {
  const made = isPackaged && platform === 'win32' ? newPlace(programFolder, makeFolder) : undefined;
  if (made) return made;
  const folder = path.join(os.tmpdir(), `alloy-desk-demo-${os.userInfo().username}`);
  // A packaged app takes over from nobody: the service of an unpackaged one may still be running.
  return { folder: path.join(folder, isPackaged ? `packaged-${name}` : name), leave: () => Promise.resolve() };
}

/** Undefined where this process may not write. */
function newPlace(parent: string, makeFolder: (beginning: string) => string): DemoPlace | undefined {
  try {
    const folder = makeFolder(path.join(parent, 'demo-'));
    return { folder, leave: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EPERM' || code === 'EACCES') return undefined;
    throw new MachineRefusal(
      `The demo needs a folder in ${parent} (${code}). Check the free space on its disk, and start Alloy Desk again.`,
    );
  }
}
