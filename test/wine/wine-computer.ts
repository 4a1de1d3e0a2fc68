/** The computer of this run: its files, and shells of its PowerShell through our own host. */
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { wine, wineEnvironment } from '../../build/ensure-wine.mjs';
import { PowerShellHost } from '../../electron/machine-windows/powershell-host';
import { ok } from '../../shared/contract/result';

const computer = inject('wine');
export const moduleFolder = path.resolve(import.meta.dirname, '../../electron/machine-windows/AlloyMachine');

/** What a file of ours is called in Windows: Wine shows the root of this system as drive Z. */
export const windowsPath = (file: string): string => `Z:${path.resolve(file).replaceAll('/', '\\')}`;

/** Where a path of drive C lies for us; in the case of letters that it was made with. */
export const realPath = (windows: string): string =>
  path.join(computer.prefix, 'drive_c', ...windows.slice('C:\\'.length).split('\\'));

/** The program of a service, for Windows. */
export const serviceProgram = windowsPath(computer.service);

/** While this file is there, the service of the gated command line stays on its way up, or down. */
export const gate = {
  commandLine: `${serviceProgram} --gate C:\\gate`,
  close: (): void => writeFileSync(realPath('C:\\gate'), ''),
  open: (): void => rmSync(realPath('C:\\gate'), { force: true }),
};

/** The program that tells its arguments, here and for Windows. */
export const argumentsProgram = { file: computer.arguments, windows: windowsPath(computer.arguments) };

/** PowerShell as a program of this system: the host takes one path and gives its own arguments. */
const executable = path.join(computer.folder, 'pwsh');

export interface WineShell {
  readonly modulePath: string;
  readonly adaptersPath?: string;
  readonly onNoise?: (text: string) => void;
}

/** A shell of the computer, started with its first call. The host believes to be on Windows, but for its `taskkill`. */
export function aShell({ modulePath, adaptersPath, onNoise = () => undefined }: WineShell): PowerShellHost {
  writeFileSync(executable, `#!/bin/sh\nexec '${wine}' '${computer.launcher}' '${computer.powerShell}' "$@"\n`);
  chmodSync(executable, 0o755);
  return new PowerShellHost({
    executable,
    serveScript: windowsPath(path.join(moduleFolder, 'serve.ps1')),
    modulePath: windowsPath(modulePath),
    ...(adaptersPath === undefined ? {} : { adaptersPath: windowsPath(adaptersPath) }),
    environment: { ...wineEnvironment(computer.prefix), TERM: 'dumb', NO_COLOR: '1' },
    // A process id of Wine is none of this system: killing by it would meet a stranger. There is no taskkill at the place
    // that the host knows, so that the kill of the launcher is left, which takes its child along.
    platform: 'win32',
    verify: async () => ok(undefined),
    onNoise,
    // Wine is slow on a busy machine.
    limits: { readyMs: 60_000, graceMs: 30_000 },
  });
}
