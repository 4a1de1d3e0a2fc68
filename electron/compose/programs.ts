/** Where the programs beside the main process lie, and how they are started. */
import path from 'node:path';
import type { ProgramCommand } from '../machine-demo/program-launcher';

/** `dist`, as built: the main process lies in `dist/main`. */
const builtFolder = path.join(import.meta.dirname, '..');

/** The root of the sources; not there in a packaged app. */
export const sourcesFolder = path.join(builtFolder, '..');

/** Where the PowerShell module lies: a resource beside the archive of a packaged app, a folder of the sources otherwise. */
export function moduleFolder(isPackaged: boolean): string {
  return isPackaged
    ? path.join(process.resourcesPath, 'AlloyMachine')
    : path.join(sourcesFolder, 'electron', 'machine-windows', 'AlloyMachine');
}

/** What a packaged app runs: one file of each of its folders. */
export function packagedFiles(): readonly string[] {
  return [
    process.execPath,
    path.join(process.resourcesPath, 'app.asar'),
    path.join(moduleFolder(true), 'AlloyMachine.psd1'),
  ];
}

/** This app as a program with arguments, to be started once more: unpackaged, its folder is an argument. */
export function ownProgram(): { readonly file: string; readonly args: readonly string[] } {
  const [, entry] = process.argv;
  const isOwnEntry = entry !== undefined && path.isAbsolute(entry) && sourcesFolder.startsWith(entry);
  return { file: process.execPath, args: isOwnEntry ? [entry] : [] };
}

export const preloadFile = path.join(builtFolder, 'preload', 'preload.cjs');
export const rendererFolder = path.join(builtFolder, 'renderer');

const moduleOf = (name: string): string => path.join(builtFolder, name, `${name}.js`);

/** The demo Alloy, as the broker of a packaged app forks it. */
export const demoAlloyModule = moduleOf('demo-alloy');

/**
 * A program of ours: a module that a packaged app forks, and otherwise one for Node, as which Electron's own executable
 * runs where there is no other.
 */
function ownModule(name: string): ProgramCommand {
  const file = moduleOf(name);
  if (PACKAGED_BUILD) return { file, args: [] };
  return { file: process.execPath, args: [file], environment: { ELECTRON_RUN_AS_NODE: '1' } };
}

export const serviceHost = ownModule('service-host');

/** The program that the demo machine's service runs: the demo Alloy, or a real one that was named. */
export function alloyProgram({
  alloyBinary,
  demoControl,
}: {
  readonly alloyBinary: string | undefined;
  readonly demoControl: string | undefined;
}): ProgramCommand {
  // Both are words of an unpackaged app alone.
  if (PACKAGED_BUILD) return ownModule('demo-alloy');
  if (alloyBinary !== undefined) return { file: path.resolve(alloyBinary), args: [] };
  return { ...ownModule('demo-alloy'), ...(demoControl ? { lastArgs: [`--demo-control=${demoControl}`] } : {}) };
}
