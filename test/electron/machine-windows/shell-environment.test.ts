import { describe, expect, it } from 'vitest';
import {
  findWindowsFolder,
  shellEnvironment,
  windowsPowerShell,
} from '../../../electron/machine-windows/shell-environment';

/** What a person could have set for themselves, and what belongs to the machine. */
const given = {
  Path: 'C:\\evil;C:\\Windows\\System32',
  PSMODULEPATH: 'C:\\Users\\nora\\Documents\\Modules',
  systemroot: 'D:\\evil',
  windir: 'D:\\evil',
  ComSpec: 'C:\\evil\\cmd.exe',
  ProgramData: 'C:\\Users\\nora\\data',
  programfiles: 'C:\\Program Files',
  UserName: 'nora',
  Temp: 'C:\\Users\\nora\\AppData\\Local\\Temp',
  TMP: 'C:\\evil',
  NODE_POWERSHELL: 'C:\\evil\\powershell.exe',
  PSExecutionPolicyPreference: 'Bypass',
  __PSLockdownPolicy: '0',
  COR_ENABLE_PROFILING: '1',
  COMPlus_Version: 'v1',
  HTTPS_PROXY: 'http://evil',
  SECRET: 'hunter2',
};

describe('the environment of a shell', () => {
  it('has on Windows the folders of Windows, and nothing that was not listed', () => {
    expect(shellEnvironment('win32', given, 'C:\\Windows')).toEqual({
      SystemRoot: 'C:\\Windows',
      windir: 'C:\\Windows',
      SystemDrive: 'C:',
      ProgramData: 'C:\\ProgramData',
      ALLUSERSPROFILE: 'C:\\ProgramData',
      ComSpec: 'C:\\Windows\\System32\\cmd.exe',
      PATH: 'C:\\Windows\\System32;C:\\Windows;C:\\Windows\\System32\\Wbem;C:\\Windows\\System32\\WindowsPowerShell\\v1.0',
      PATHEXT: '.COM;.EXE;.BAT;.CMD',
      TEMP: 'C:\\Windows\\Temp',
      TMP: 'C:\\Windows\\Temp',
      PSModulePath: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\Modules',
      ProgramFiles: 'C:\\Program Files',
      USERNAME: 'nora',
      TERM: 'dumb',
      NO_COLOR: '1',
      POWERSHELL_TELEMETRY_OPTOUT: '1',
      POWERSHELL_UPDATECHECK: 'Off',
    });
  });

  it('has elsewhere what PowerShell needs to start, and nothing that was not listed', () => {
    expect(Object.keys(shellEnvironment('linux', { ...given, HOME: '/home/nora' })).toSorted()).toEqual([
      'HOME',
      'LC_ALL',
      'NO_COLOR',
      'PATH',
      'POWERSHELL_TELEMETRY_OPTOUT',
      'POWERSHELL_UPDATECHECK',
      'TERM',
    ]);
  });

  it('takes the folder of Windows from Windows, whatever drive it is on', () => {
    expect(findWindowsFolder(() => '\\\\?\\D:\\WINDOWS')).toBe('D:\\WINDOWS');
  });

  it.each(['\\\\server\\share\\Windows', 'C:\\evil\\Windows', ''])(
    'takes the usual folder where Windows answers %j',
    (answer) => {
      expect(findWindowsFolder(() => answer)).toBe('C:\\Windows');
    },
  );

  it('takes the usual folder where Windows does not answer', () => {
    expect(
      findWindowsFolder(() => {
        throw new Error('no such file');
      }),
    ).toBe('C:\\Windows');
  });

  it('names PowerShell by its absolute path', () => {
    expect(windowsPowerShell('C:\\Windows')).toBe('C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe');
  });
});
