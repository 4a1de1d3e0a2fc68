/** Where things lie on a Windows computer, from the machine-wide variables that Windows itself sets. */
import path from 'node:path';

const { win32 } = path;

/** The version that the app's checks know, and that the suites install. */
export const alloyVersion = 'v1.18.1';

/** From the release page: https://github.com/grafana/alloy/releases. */
export const installerName = 'alloy-installer-windows-amd64.exe';

/**
 * @param {NodeJS.ProcessEnv} env
 */
export function placesOf(env) {
  const systemFolder = win32.join(env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32');
  const programFiles = env['ProgramW6432'] ?? env['ProgramFiles'] ?? String.raw`C:\Program Files`;
  const programData = env['ProgramData'] ?? String.raw`C:\ProgramData`;
  const alloyFolder = win32.join(programFiles, 'GrafanaLabs', 'Alloy');
  return {
    systemFolder,
    alloyFolder,
    alloyProgram: win32.join(alloyFolder, 'alloy-windows-amd64.exe'),
    alloyConfig: win32.join(alloyFolder, 'config.alloy'),
    uninstaller: win32.join(alloyFolder, 'uninstall.exe'),
    /** Alloy's uninstaller leaves it behind. */
    alloyData: win32.join(programData, 'GrafanaLabs', 'Alloy'),
    /** Journal, backups and staging of this app. */
    ownData: win32.join(programData, 'AlloyDesk'),
    windowsPowerShell: win32.join(systemFolder, 'WindowsPowerShell', 'v1.0', 'powershell.exe'),
    powerShell7: win32.join(programFiles, 'PowerShell', '7', 'pwsh.exe'),
  };
}
