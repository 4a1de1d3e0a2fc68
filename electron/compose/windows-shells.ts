/** The two shells that the Windows machine works through. */
import path from 'node:path';
import type { Result } from '../../shared/contract/result';
import { TwoShells } from '../machine-windows/operation-caller';
import { PowerShellHost } from '../machine-windows/powershell-host';

export interface WindowsShellsOptions {
  /** Of the module and of `serve.ps1`. */
  readonly moduleFolder: string;
  /** The executable of PowerShell, absolute. */
  readonly powershell: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Another contact with Windows; only an unpackaged app names one. */
  readonly adaptersPath?: string;
  /** Asked before every start of a shell. */
  readonly verify: () => Promise<Result<void>>;
  readonly log: (text: string) => void;
}

export function createShells({
  moduleFolder,
  powershell,
  adaptersPath,
  log,
  ...rest
}: WindowsShellsOptions): TwoShells {
  const shell = (): PowerShellHost =>
    new PowerShellHost({
      ...rest,
      executable: powershell,
      serveScript: path.join(moduleFolder, 'serve.ps1'),
      modulePath: path.join(moduleFolder, 'AlloyMachine.psd1'),
      platform: process.platform,
      onNoise: log,
      ...(adaptersPath === undefined ? {} : { adaptersPath }),
    });
  return new TwoShells({ look: shell(), change: shell() });
}
