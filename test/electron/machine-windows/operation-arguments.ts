/** Arguments with which every operation succeeds on the stub when nothing fails, and what has to be there for it. */
import { createHash } from 'node:crypto';
import type { ArgumentsOf, OperationName } from '../../../electron/machine-windows/operations';

export const formerConfig = 'logging { }\n';
export const wantedConfig = 'logging {\n\tlevel = "warn"\n}\n';
const base64 = (value: string): string => Buffer.from(value).toString('base64');
const Path = 'C:\\Program Files\\GrafanaLabs\\Alloy\\config.alloy';
const Expected = createHash('sha256').update(formerConfig).digest('hex');

export const argumentsOf: { readonly [O in OperationName]: ArgumentsOf<O> } = {
  'Get-MachineFact': {},
  'Get-CollectorPresence': {},
  'Get-AlloyInstallation': {},
  'Get-AlloyService': {},
  'Get-AlloySetting': {},
  'Set-AlloySetting': {
    Arguments: ['run', 'C:\\other.alloy'],
    Environment: ['HTTPS_PROXY=http://proxy:3128'],
    Expected: '',
  },
  'Get-AlloyRecovery': {},
  'Set-AlloyRecovery': { DelaysMs: [60_000, 120_000], ResetSeconds: 3_600, OnErrorExit: true },
  'Start-ElevatedProgram': { Path: 'C:\\Program Files\\Alloy Desk\\Alloy Desk.exe', Arguments: [] },
  'Get-ProgramProtection': { Path: 'C:\\Program Files\\Alloy Desk\\Alloy Desk.exe' },
  'Start-AlloyService': {},
  'Stop-AlloyService': {},
  'Restart-AlloyService': {},
  'Get-ConfigurationFile': { Path, IncludeBytes: true },
  'Get-ConfigurationPermission': { Path },
  'Set-ConfigurationFile': { Path, Bytes: base64(wantedConfig), Expected },
  'Remove-ConfigurationFile': { Path, Expected },
  'Get-ProtectedFile': { Folder: 'journal', Name: 'a.json' },
  'Get-ProtectedFolder': { Folder: 'journal' },
  'Set-ProtectedFile': { Folder: 'journal', Name: 'a.json', Bytes: base64('after') },
  'Remove-ProtectedFile': { Folder: 'journal', Name: 'a.json' },
  'Get-AlloyProcess': {},
  'Get-PortOwner': { Port: 1 },
  'Lock-Machine': { Purpose: 'a test' },
  'Unlock-Machine': { Token: 'none' },
};

/** Operations that do nothing unless the service runs. */
export const needsRunning: readonly OperationName[] = ['Stop-AlloyService', 'Restart-AlloyService', 'Get-AlloyProcess'];
