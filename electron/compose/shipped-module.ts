/** The PowerShell module as a packaged app carries it: beside its archive, with the hashes that the build put into main. */
import path from 'node:path';
import type { Result } from '../../shared/contract/result';
import { verifyModule, type FileHash } from '../machine-windows/module-hashes';

export interface ShippedModule {
  readonly serveScript: string;
  readonly modulePath: string;
  /** Whether its files are the ones that the app was built with; for a host to ask before every start. */
  readonly verify: () => Promise<Result<void>>;
}

/** `resourcesPath` as Electron names it: the folder of the app's archive. */
export function shippedModule(resourcesPath: string, hashes: readonly FileHash[]): ShippedModule {
  const folder = path.join(resourcesPath, 'AlloyMachine');
  return {
    serveScript: path.join(folder, 'serve.ps1'),
    modulePath: path.join(folder, 'AlloyMachine.psd1'),
    verify: () => verifyModule(folder, hashes),
  };
}
