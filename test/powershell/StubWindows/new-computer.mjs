/**
 * Lays out a new stub of Windows in a folder: `stub.json`, which says what the computer is like at first, and its drive C:.
 * Used by the tests, and by an unpackaged app that is started with `--machine=stub`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const alloyKey = 'HKLM:\\SOFTWARE\\GrafanaLabs\\Alloy';

/**
 * @typedef {object} StubAlloy
 * @property {string} file the program that stands for Alloy
 * @property {readonly string[]} args what stands before the arguments of the service
 * @property {readonly string[]} [lastArguments] of the service, after those of the installer
 */

/** The folder of the configuration. @param {string} root */
export const configFolder = (root) => path.join(root, 'C', 'Program Files', 'GrafanaLabs', 'Alloy');

/**
 * @param {string} root
 * @param {'installed' | 'absent'} start Alloy with its service, stopped; or neither
 * @param {StubAlloy} alloy
 */
export function makeComputer(root, start, alloy) {
  mkdirSync(configFolder(root), { recursive: true });
  writeFileSync(path.join(root, 'stub.json'), JSON.stringify(stateOf(start, alloy)));
}

/**
 * @param {'installed' | 'absent'} start
 * @param {StubAlloy} alloy
 */
function stateOf(start, alloy) {
  const isInstalled = start === 'installed';
  return {
    system: { Caption: 'Microsoft Windows Server 2022 Standard', BuildNumber: '20348', OSArchitecture: '64-bit' },
    identity: { Name: 'CONTOSO\\admin', Sid: 'S-1-5-21-1-2-3-1000', IsAdministrator: true },
    computerName: 'SRV-APP-01',
    language: 'en-US',
    executionPolicies: [{ Scope: 'MachinePolicy', ExecutionPolicy: 'Undefined' }],
    serviceNames: ['LanmanServer', 'Spooler', 'W3SVC'],
    failures: {},
    foreignFolders: [],
    program: [alloy.file, ...alloy.args],
    service: isInstalled
      ? {
          State: 'Stopped',
          StartMode: 'Auto',
          DelayedAutoStart: false,
          StartName: 'LocalSystem',
          ProcessId: 0,
          ExitCode: 0,
        }
      : null,
    registry: isInstalled
      ? {
          [alloyKey]: {
            '(default)': 'C:\\Program Files\\GrafanaLabs\\Alloy\\alloy-windows-amd64.exe',
            Arguments: [
              'run',
              'C:\\Program Files\\GrafanaLabs\\Alloy\\config.alloy',
              '--storage.path=C:\\ProgramData\\GrafanaLabs\\Alloy\\data',
              ...(alloy.lastArguments ?? []),
            ],
            Environment: [''],
          },
          'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Alloy': { DisplayVersion: '1.18.1' },
        }
      : {},
  };
}
